// too-late: the delay is doubled after each attempt
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';
import { sleep } from '#workshop';
export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  signal.throwIfAborted();
  try {
    return await work(signal);
  } catch (error) {
    if (signal.aborted || attempts <= 1) throw error;
  }
  await sleep(delay, { signal });
  return retry(work, { attempts: attempts - 1, delay: delay * 2, signal });
}
