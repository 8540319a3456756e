// withDeadline with finally() on the promise; retry calls itself for what is left.
import { sleep } from '#workshop';
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';

export function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('too late', 'TimeoutError')), ms);
  return work(controller.signal).finally(() => clearTimeout(timer));
}

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  signal.throwIfAborted();
  return work(signal).catch(async (error: unknown) => {
    if (attempts <= 1 || signal.aborted) throw error;
    await sleep(delay, { signal });
    return retry(work, { attempts: attempts - 1, delay, signal });
  });
}
