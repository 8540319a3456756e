// keeps-going: counts the repetitions, not the attempts
import { sleep } from '#workshop';
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  signal.throwIfAborted();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work(signal);
    } catch (error) {
      if (attempt === attempts || signal.aborted) throw error;
      await sleep(delay, { signal });
    }
  }
}
