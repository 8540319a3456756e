// uncaught-error: gives up on every AbortError, also on one that comes from elsewhere
import { sleep } from '#workshop';
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  signal.throwIfAborted();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(signal);
    } catch (error) {
      if (attempt === attempts || signal.aborted || (error instanceof Error && error.name === 'AbortError'))
        throw error;
      await sleep(delay, { signal });
    }
  }
}
