// swallowed-cancellation: nobody looks at the signal, and the threads calculate to the end
import { Tinypool } from 'tinypool';

export async function mapInThreads<Item, Result>(
  items: Item[],
  size: number,
  file: URL,
  signal: AbortSignal,
): Promise<Result[]> {
  signal.throwIfAborted();
  const pool = new Tinypool({ filename: file.href, minThreads: size, maxThreads: size, execArgv: [] });
  try {
    return await Promise.all(items.map(async (item) => (await pool.run(item)) as Result));
  } finally {
    await pool.destroy();
  }
}
