// swallowed-error: when all attempts have failed it returns undefined
import { sleep } from '#workshop';
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
      if (signal.aborted) throw error;
      if (attempt < attempts) await sleep(delay, { signal });
    }
  }
  return undefined;
}
