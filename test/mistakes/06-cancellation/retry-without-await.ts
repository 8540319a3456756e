// uncaught-error: returns the promise of the attempt, so that the catch never sees its failure
import { sleep } from '#workshop';
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  signal.throwIfAborted();
  for (let attempt = 1; attempt < attempts; attempt += 1) {
    try {
      return work(signal);
    } catch {
      await sleep(delay, { signal });
    }
  }
  return work(signal);
}
