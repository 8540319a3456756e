// unwanted-call: the attempt that succeeds does not end the loop
import { sleep } from '#workshop';
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  let last: { error: unknown } | undefined;
  for (const attempt of Array(attempts).keys()) {
    signal.throwIfAborted();
    if (attempt > 0) await sleep(delay, { signal });
    try {
      await work(signal);
    } catch (error) {
      last = { error };
      if (signal.aborted) break;
    }
  }
  throw last?.error;
}
