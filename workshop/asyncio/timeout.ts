import { isCancellation, onAbort } from '../runtime/cancellation.ts';
import { runWithSignal } from '../runtime/scope.ts';
import { checkDelay } from './delay.ts';
import type { Work } from './task.ts';

/**
 * Does `work`, but asks it to stop when it takes longer than `ms`. It waits until the work has really ended, cleanup
 * included: nothing goes on behind the caller's back.
 *
 * @param ms milliseconds, 0 to 2**31-1, or Infinity for no limit; with 0 the work is not started
 * @param work called with a signal that aborts when the time is up, or when `options.signal` aborts
 * @returns the work's value, also when it comes too late; rejects with a DOMException named TimeoutError, with the reason
 * of `options.signal`, or with whatever else the work threw
 *
 * @example
 * const page = await withTimeout(1000, (signal) => fetchPage(1, { signal }));
 */
export async function withTimeout<T>(
  ms: number,
  work: Work<T>,
  { signal: outer }: { signal?: AbortSignal | undefined } = {},
): Promise<T> {
  checkDelay(ms, 'withTimeout(ms, work)', { orInfinity: true });
  if (typeof work !== 'function') {
    throw new TypeError(`withTimeout(ms, work) takes a function as its work; it was given ${String(work)}.`);
  }
  outer?.throwIfAborted();
  const tooLate = () => new DOMException(`The work took longer than ${ms} ms.`, 'TimeoutError');
  if (ms === 0) throw tooLate();

  const controller = new AbortController();
  const { signal } = controller;
  const timer = ms === Infinity ? undefined : setTimeout(() => controller.abort(tooLate()), ms);
  const stopListening = outer && onAbort(outer, () => controller.abort(outer.reason));
  try {
    return await runWithSignal(signal, () => work(signal));
  } catch (error) {
    if (!isCancellation(error, signal)) throw error;
    // A caller that was told to stop from outside, even during the cleanup, must hear that and nothing else.
    throw outer?.aborted ? outer.reason : signal.reason;
  } finally {
    clearTimeout(timer);
    stopListening?.();
  }
}
