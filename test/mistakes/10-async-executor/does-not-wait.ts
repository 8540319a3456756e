// not-awaited: returns the results before there are any
import { AsyncExecutor } from '#workshop';

export async function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const executor = new AsyncExecutor({ maxRunning: limit });
  const results: Result[] = [];
  items.forEach((item, place) => {
    executor.submit(async () => {
      results[place] = await work(item);
    });
  });
  return results;
}
