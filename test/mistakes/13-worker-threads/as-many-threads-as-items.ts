// over-limit: the size of the pool is the number of items
import { Tinypool } from 'tinypool';

export async function mapInThreads<Item, Result>(
  items: Item[],
  _size: number,
  file: URL,
  signal: AbortSignal,
): Promise<Result[]> {
  signal.throwIfAborted();
  const threads = Math.max(1, items.length);
  const pool = new Tinypool({ filename: file.href, minThreads: threads, maxThreads: threads, execArgv: [] });
  try {
    return await Promise.all(items.map(async (item) => (await pool.run(item, { signal })) as Result));
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await pool.destroy();
  }
}
