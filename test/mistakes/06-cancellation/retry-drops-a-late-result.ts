// unwanted-error: throws the reason though the attempt has succeeded
import { sleep } from '#workshop';
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  signal.throwIfAborted();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await work(signal);
      signal.throwIfAborted();
      return result;
    } catch (error) {
      if (attempt === attempts || signal.aborted) throw error;
      await sleep(delay, { signal });
    }
  }
}
