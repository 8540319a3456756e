// As many lanes as threads, each with a pool of one; a lane takes the next item when it is free.
import { Tinypool } from 'tinypool';

export async function mapInThreads<Item, Result>(
  items: Item[],
  size: number,
  file: URL,
  signal: AbortSignal,
): Promise<Result[]> {
  signal.throwIfAborted();
  const results = new Array<Result>(items.length);
  const todo = items.entries();
  const pools: Tinypool[] = [];
  const lane = async () => {
    const pool = new Tinypool({ filename: file.href, minThreads: 1, maxThreads: 1, execArgv: [] });
    pools.push(pool);
    for (const [place, item] of todo) results[place] = (await pool.run(item, { signal })) as Result;
  };
  try {
    const lanes = Array.from({ length: Math.min(size, items.length) }, lane);
    await Promise.all(lanes);
    return results;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw error;
  } finally {
    await Promise.all(pools.map((pool) => pool.destroy()));
  }
}
