// over-limit: a pool for each item is no pool: every item has a thread of its own
import { Tinypool } from 'tinypool';

export async function mapInThreads<Item, Result>(
  items: Item[],
  size: number,
  file: URL,
  signal: AbortSignal,
): Promise<Result[]> {
  signal.throwIfAborted();
  const one = async (item: Item) => {
    const pool = new Tinypool({ filename: file.href, minThreads: 1, maxThreads: size, execArgv: [] });
    try {
      return (await pool.run(item, { signal })) as Result;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      await pool.destroy();
    }
  };
  return Promise.all(items.map(one));
}
