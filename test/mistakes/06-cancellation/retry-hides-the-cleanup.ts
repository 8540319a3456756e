// wrong-error: after an abort the reason hides a failure of the attempt's cleanup
import { isCancellation, sleep } from '#workshop';
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  signal.throwIfAborted();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(signal);
    } catch (error) {
      if (attempt === attempts || isCancellation(error, signal)) throw error;
      await sleep(delay, { signal });
    }
  }
}
