// keeps-going: rejects in time, but the executor still starts what waits
import { AsyncExecutor } from '#workshop';

export async function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const executor = new AsyncExecutor({ maxRunning: limit });
  return Promise.all(items.map((item) => executor.submit(() => work(item))));
}
