// Solution 06: cancellation
//
// Why it works: all three ask, and then wait for the answer. The search box asks the old search to stop and also looks
// at that search's signal before it shows anything, because a search that cannot be stopped will still answer. `retry`
// hands its signal to the two things that take time, the work and the delay; once the signal has aborted, the way the
// attempt ends is the way `retry` ends. In `withDeadline` the timer does not end the wait. It aborts the signal, and
// the work itself ends the wait when it has cleaned up, so nothing is left running.

import { sleep } from '#workshop';

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
  let latest = new AbortController();
  return async (text) => {
    latest.abort();
    const controller = new AbortController();
    latest = controller;
    try {
      const hits = await find(text, controller.signal);
      if (!controller.signal.aborted) show(hits);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
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
  signal.throwIfAborted();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(signal);
    } catch (error) {
      if (attempt === attempts || signal.aborted) throw error;
      await sleep(delay, { signal });
    }
  }
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
  const timer = setTimeout(() => controller.abort(new DOMException('too late', 'TimeoutError')), ms);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

// Hints
//
// searchBox
// 1. When a call begins, how can it reach the controller of the call before it? And when an answer arrives, how can a
//    call tell that a later one has replaced it?
// 2. Keep the latest controller in a variable outside the returned function: `let latest = new AbortController();`.
//    Each call first does `latest.abort();`, then makes a controller of its own and stores it in `latest`. A call whose
//    own signal has aborted shows nothing and throws nothing.
// 3. latest.abort(); const controller = new AbortController(); latest = controller; try { const hits = await find(text,
//    controller.signal); if (!controller.signal.aborted) show(hits); } catch (error) { if (!controller.signal.aborted)
//    throw error; }
//
// retry
// 1. Two things in here take time: an attempt and a delay. How does each of them hear of the signal?
// 2. Write a loop that counts the attempts from 1, and in it a `try` around `return await work(signal)`; without that
//    `await` nothing is ever caught. In the `catch`: if that was the last attempt, or if the signal has aborted,
//    throw the error again. If not, sleep, with the signal. And before the loop?
// 3. With import { sleep } from '#workshop'; at the top of the file: signal.throwIfAborted(); for (let attempt = 1; ;
//    attempt += 1) { try { return await work(signal); } catch (error) { if (attempt === attempts || signal.aborted)
//    throw error; await sleep(delay, { signal }); } }
//
// withDeadline
// 1. What should end the wait when the time is up: the timer, or the work that has heard of it?
// 2. Let a `setTimeout` do one thing only: abort the controller, with the reason that the task names. Then await the
//    work. What has to be done with the timer on every way out, and which keyword runs on every way out?
// 3. const timer = setTimeout(() => controller.abort(new DOMException('too late', 'TimeoutError')), ms); try {
//    return await work(controller.signal); } finally { clearTimeout(timer); }
