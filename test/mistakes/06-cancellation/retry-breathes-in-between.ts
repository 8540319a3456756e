// too-late: a short pause after each attempt, even after the last
import { sleep } from '#workshop';
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  try {
    signal.throwIfAborted();
    try {
      return await work(signal);
    } catch (error) {
      if (attempts === 1 || signal.aborted) throw error;
    }
    await sleep(delay, { signal });
    return await retry(work, { attempts: attempts - 1, delay, signal });
  } finally {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
