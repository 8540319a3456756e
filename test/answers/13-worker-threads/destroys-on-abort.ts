// The pool is not told of the signal: an abort destroys it, and with it everything that runs and waits.
import { Tinypool } from 'tinypool';

export async function mapInThreads<Item, Result>(
  items: Item[],
  size: number,
  file: URL,
  signal: AbortSignal,
): Promise<Result[]> {
  if (signal.aborted) throw signal.reason;
  if (items.length === 0) return [];
  const pool = new Tinypool({ filename: file.href, minThreads: 0, maxThreads: size, execArgv: [] });
  let destroyed: Promise<void> | undefined;
  const destroy = () => (destroyed ??= pool.destroy());
  const onAbort = () => void destroy();
  signal.addEventListener('abort', onAbort);
  try {
    const running: Promise<Result>[] = [];
    for (const item of items) running.push(pool.run(item) as Promise<Result>);
    return await Promise.all(running);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', onAbort);
    await destroy();
  }
}

export async function buildReport<Report>(file: URL, rows: unknown): Promise<Report> {
  const pool = new Tinypool({ filename: file.href, maxThreads: 1, execArgv: [] });
  const [outcome] = await Promise.allSettled([pool.run(rows) as Promise<Report>]);
  await pool.destroy();
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
