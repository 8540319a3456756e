// Exercise 07: cancellation
//
// Check it:  npm start check 7        A hint:  npm start hint 7

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
  const { signal } = new AbortController();
  return work(signal);
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
  return work(signal);
}
