// swallowed-error: leaves out the results of what failed, and reports nothing
import { AsyncExecutor } from '#workshop';

export async function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const executor = new AsyncExecutor({ maxRunning: limit });
  const results = await Promise.allSettled(items.map((item) => executor.submit(() => work(item))));
  return results.filter((result) => result.status === 'fulfilled').map((result) => result.value);
}
