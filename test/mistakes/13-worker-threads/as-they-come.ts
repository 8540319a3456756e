// lost-result-order: pushes each result when it comes
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
    await Promise.all(
      items.map(async (item) => void results.push((await pool.run(item, { signal })) as Result)),
    );
    return results;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await pool.destroy();
  }
}
