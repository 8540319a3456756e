// swallowed-error: when all attempts have failed it returns undefined
import { isCancellation, sleep } from '#workshop';
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T | undefined> {
  signal.throwIfAborted();
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      return await work(signal);
    } catch (error) {
      if (isCancellation(error, signal)) throw error;
      if (attempt < attempts) await sleep(delay, { signal });
    }
  }
  return undefined;
}
