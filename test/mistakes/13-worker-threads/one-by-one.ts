// sequential: awaits each item before it gives the next to the pool
import { Tinypool } from 'tinypool';

export async function mapInThreads<Item, Result>(
  items: Item[],
  size: number,
  file: URL,
  signal: AbortSignal,
): Promise<Result[]> {
  signal.throwIfAborted();
  const pool = new Tinypool({ filename: file.href, minThreads: size, maxThreads: size, execArgv: [] });
  const results: Result[] = [];
  try {
    for (const item of items) results.push((await pool.run(item, { signal })) as Result);
    return results;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await pool.destroy();
  }
}
