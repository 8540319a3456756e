// lost-result-order: pushes each result when it comes in
import { AsyncExecutor } from '#workshop';

export async function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const executor = new AsyncExecutor({ maxRunning: limit });
  const results: Result[] = [];
  const failure = new AbortController();
  const start = async (item: Item) => {
    try {
      results.push(await work(item));
    } catch (error) {
      failure.abort(error);
      throw error;
    }
  };
  await Promise.all(items.map((item) => executor.submit(() => start(item), { signal: failure.signal })));
  return results;
}
