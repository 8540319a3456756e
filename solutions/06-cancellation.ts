// Solution 07: cancellation
//
// Why it works: both only ask, and then wait for the answer. `withDeadline` awaits nothing but the work: the timer does
// not end the wait, it aborts the signal, and the work itself rejects with the signal's reason when it has cleaned up.
// So there is no race, and nothing that goes on behind the caller's back. `retry` hands its signal to both things that
// take time, the work and the delay. Where it can be interrupted it throws the reason by itself.

import { isCancellation, sleep } from '#workshop';

/**
 * Does `work`, and asks it to stop when it takes longer than `ms`. Do without withTimeout and AbortSignal.timeout.
 *
 * Result: that of the work, also when it comes too late.
 * When the time is up the signal of the work aborts. Its reason is a DOMException named TimeoutError:
 * new DOMException('too late', 'TimeoutError').
 * Time: it ends when the work has ended, with its cleanup, never before.
 * Failure: whatever the work rejects with comes out as it is. Work that stops as it is asked to rejects with the reason
 * of its signal; work that fails in its cleanup, or all by itself, rejects with an error of its own.
 * Afterwards no timer is left.
 */
export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('too late', 'TimeoutError')), ms);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

export interface RetryOptions {
  /** How often it may be tried, the first time included. At least 1. */
  attempts: number;
  /** How long to wait between two attempts (ms). */
  delay: number;
  /** Stops it all when it aborts. */
  signal: AbortSignal;
}

/**
 * Does `work`, and tries again when it fails. The work is called with the signal, each time anew.
 *
 * Result: that of the first attempt that succeeds.
 * Time: `delay` between the end of an attempt and the beginning of the next. After the last one nobody waits.
 * Failure: when all attempts have failed it rejects with the error of the last. Every error counts as a failure, also an
 * AbortError, as long as the signal has not aborted.
 * Abort: no further attempt begins. A delay ends at once; an attempt that is under way is told by the signal, and
 * waited for. Then it rejects with the reason of the signal. A signal that has aborted before means no attempt at all.
 * Afterwards no timer is left, and no listener on the signal.
 */
export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  signal.throwIfAborted();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(signal);
    } catch (error) {
      if (attempt === attempts || isCancellation(error, signal)) throw error;
      await sleep(delay, { signal });
    }
  }
}

// Hints
//
// withDeadline
// 1. Who ends the wait when the time is up: the timer, or the work that has heard of it?
// 2. Let the timer do one thing only: abort a controller of yours, with the reason that the task names. Then await the
//    work. What has to be done on every way out?
// 3. const timer = setTimeout(() => controller.abort(…), ms); try { return await work(controller.signal); } finally {
//    clearTimeout(timer); }
//
// retry
// 1. Which two things in here take time, and how does each of them hear of the signal?
// 2. A loop over the attempts with a try around `return await work(signal)`; without that await nothing is ever caught.
//    In the catch: was that the last attempt, or a cancellation (isCancellation)? If not, sleep, with the signal.
// 3. signal.throwIfAborted(); for (let attempt = 1; ; attempt += 1) { try { return await work(signal); } catch (error) {
//    if (attempt === attempts || isCancellation(error, signal)) throw error; await sleep(delay, { signal }); } }
