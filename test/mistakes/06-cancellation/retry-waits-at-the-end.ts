// fails-late: waits once more after the last attempt
import { sleep } from '#workshop';
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  signal.throwIfAborted();
  let last: unknown;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      return await work(signal);
    } catch (error) {
      if (signal.aborted) throw error;
      last = error;
      await sleep(delay, { signal });
    }
  }
  throw last;
}
