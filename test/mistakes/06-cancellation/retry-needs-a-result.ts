// lost-item: a result of undefined is taken for a failure, and tried again
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';
import { sleep } from '#workshop';
export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  signal.throwIfAborted();
  let last: unknown;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (attempt > 1) await sleep(delay, { signal });
    const result = await work(signal).catch((error: unknown) => {
      last = error;
      if (signal.aborted) throw error;
      return undefined;
    });
    if (result) return result;
  }
  throw last;
}
