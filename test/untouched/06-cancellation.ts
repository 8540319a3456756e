// Exercise 06: cancellation
//
// Check it:  npm start check 6        A hint:  npm start hint 6

/** Looks a text up. When the signal aborts it stops, if it still can, and rejects with the signal's reason. */
export type Find = (text: string, signal: AbortSignal) => Promise<string[]>;

/**
 * Repair (2 to 5 minutes). A search box. `searchBox` returns a function that is called with the new text each time the
 * user has typed; every call looks its text up with `find` and gives the hits to `show`. The bug: when an old answer
 * arrives late, it overwrites the new one.
 *
 * Order: each call starts its search immediately, and asks the search of the call before it to stop by aborting the
 * signal which that search was given.
 * Result: only the hits of the latest text are shown, also when there are none (an empty list), and also when an older
 * search cannot be stopped and answers later. Two search boxes know nothing of each other.
 * Time: the promise of a call settles when its own search has ended.
 * Failure: when the search for the latest text fails, its call rejects with the same error and shows nothing. When a
 * later search has replaced a search, its call resolves, however that search ends.
 */
export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  return async (text) => {
    const controller = new AbortController();
    show(await find(text, controller.signal));
  };
}

export interface RetryOptions {
  /** How often the work may be tried, the first time included. At least 1. */
  attempts: number;
  /** How long to wait between two attempts (ms). */
  delay: number;
  /** Asks everything to stop when it aborts. */
  signal: AbortSignal;
}

/**
 * Use (10 minutes). Does `work`, and tries again when it fails. Each attempt is a new call of the work, with the
 * signal.
 *
 * Result: that of the first attempt that succeeds.
 * Time: `delay` between the end of an attempt and the beginning of the next; no delay after the last.
 * Failure: when all attempts have failed, it rejects with the error of the last one. Every error counts as a failure,
 * even one named AbortError, as long as the signal has not aborted.
 * Abort: no further attempt begins. If the signal aborts during a delay, `retry` rejects immediately with the signal's
 * reason. If it aborts during an attempt, `retry` waits for that attempt and ends as the attempt ends: with the reason
 * if it stops as it was asked to, with its own error if it fails for another reason (in its cleanup, for example), with
 * its result if it succeeds after all. A signal that has already aborted means no attempt: reject with its reason.
 * Afterwards no timer is left, and no listener on the signal.
 */
export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  return work(signal);
}

/**
 * Build (20 minutes). A deadline: does `work`, and asks it to stop when it takes longer than `ms`. Do without
 * withTimeout and AbortSignal.timeout.
 *
 * Result: that of the work, also when it comes after the deadline.
 * When the time is up, the signal of the work aborts with this reason: new DOMException('too late', 'TimeoutError').
 * Time: it ends when the work has ended, cleanup included, never earlier.
 * Failure: whatever the work rejects with comes out unchanged. Work that stops as it was asked to rejects with the
 * signal's reason; work that fails by itself, or in its cleanup, rejects with an error of its own.
 * Afterwards no timer is left.
 */
export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  return work(controller.signal);
}
