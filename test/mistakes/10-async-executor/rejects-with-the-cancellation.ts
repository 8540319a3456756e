// wrong-error: cancels what waits without saying why, so an AbortError comes out first
import { AsyncExecutor } from '#workshop';

export async function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const executor = new AsyncExecutor({ maxRunning: limit });
  const failure = new AbortController();
  const start = async (item: Item) => {
    try {
      return await work(item);
    } catch (error) {
      failure.abort();
      throw error;
    }
  };
  return Promise.all(items.map((item) => executor.submit(() => start(item), { signal: failure.signal })));
}
