// lost-item: takes undefined, 0 and other falsy results for no result at all
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
  return (await Promise.all(tasks)).filter(Boolean);
}
