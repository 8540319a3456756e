// fails-late: reports the failure only when everything at work has ended too
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
      failure.abort(error);
      throw error;
    }
  };
  const tasks = items.map((item) => executor.submit(() => start(item), { signal: failure.signal }));
  await Promise.allSettled(tasks);
  return Promise.all(tasks);
}
