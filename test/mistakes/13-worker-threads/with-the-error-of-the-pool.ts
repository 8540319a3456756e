// wrong-error: after an abort the caller gets the AbortError of the pool, not the reason
import { Tinypool } from 'tinypool';

export async function mapInThreads<Item, Result>(
  items: Item[],
  size: number,
  file: URL,
  signal: AbortSignal,
): Promise<Result[]> {
  const pool = new Tinypool({ filename: file.href, minThreads: size, maxThreads: size, execArgv: [] });
  try {
    return await Promise.all(items.map(async (item) => (await pool.run(item, { signal })) as Result));
  } finally {
    await pool.destroy();
  }
}
