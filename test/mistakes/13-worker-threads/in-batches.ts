// under-used: works in batches, and a free thread waits for the slowest of its batch
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
    for (let from = 0; from < items.length; from += size) {
      const batch = items.slice(from, from + size);
      results.push(
        ...(await Promise.all(batch.map(async (item) => (await pool.run(item, { signal })) as Result))),
      );
    }
    return results;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await pool.destroy();
  }
}
