// The pool is told of the signal with each item, and ends only the threads that work for it.
import { setMaxListeners } from 'node:events';
import { Tinypool } from 'tinypool';

export async function mapInThreads<Item, Result>(
  items: Item[],
  size: number,
  file: URL,
  signal: AbortSignal,
): Promise<Result[]> {
  signal.throwIfAborted();
  // The pool listens once for each item; from the eleventh on Node would warn of a leak.
  setMaxListeners(0, signal);
  const pool = new Tinypool({ filename: file.href, minThreads: size, maxThreads: size, execArgv: [] });
  try {
    return await Promise.all(items.map(async (item) => (await pool.run(item, { signal })) as Result));
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await pool.destroy();
  }
}

export async function buildReport<Report>(file: URL, rows: unknown): Promise<Report> {
  const pool = new Tinypool({ filename: file.href, maxThreads: 1, execArgv: [] });
  const [outcome] = await Promise.allSettled([pool.run(rows) as Promise<Report>]);
  await pool.destroy();
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
