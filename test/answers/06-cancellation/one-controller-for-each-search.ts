// A counter tells which search is the latest; retry as a recursion; the deadline without try.
import { sleep } from '#workshop';
import type { Find, RetryOptions } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let latest = 0;
  let stop: (() => void) | undefined;
  return async (text) => {
    stop?.();
    latest += 1;
    const mine = latest;
    const controller = new AbortController();
    stop = () => controller.abort();
    try {
      const hits = await find(text, controller.signal);
      if (mine === latest) show(hits);
    } catch (error) {
      if (mine === latest) throw error;
    }
  };
}

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  if (signal.aborted) throw signal.reason;
  try {
    return await work(signal);
  } catch (error) {
    if (attempts === 1 || signal.aborted) throw error;
  }
  await sleep(delay, { signal });
  return retry(work, { attempts: attempts - 1, delay, signal });
}

export function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('too late', 'TimeoutError')), ms);
  return work(controller.signal).finally(() => clearTimeout(timer));
}
