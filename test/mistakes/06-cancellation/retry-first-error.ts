// wrong-error: the error of the first attempt comes out, not that of the last
import { sleep } from '#workshop';
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  signal.throwIfAborted();
  let first: unknown;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(signal);
    } catch (error) {
      first ??= error;
      if (signal.aborted) throw error;
      if (attempt === attempts) throw first;
      await sleep(delay, { signal });
    }
  }
}
