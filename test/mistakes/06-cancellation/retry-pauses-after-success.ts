// too-late: the pause in a finally comes after a success, too
import { sleep } from '#workshop';
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  signal.throwIfAborted();
  try {
    return await work(signal);
  } catch (error) {
    if (attempts === 1 || signal.aborted) throw error;
  } finally {
    await sleep(delay, { signal });
  }
  return retry(work, { attempts: attempts - 1, delay, signal });
}
