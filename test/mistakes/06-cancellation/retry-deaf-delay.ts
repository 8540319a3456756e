// signal-not-passed: the delay does not hear the signal
import { sleep } from '#workshop';
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await work(signal);
    } catch (error) {
      if (attempt === attempts || signal.aborted) throw error;
      await sleep(delay);
    }
  }
}
