// Exercise 01: synchronous workers
//
// Check it:  npm start check 1        A hint:  npm start hint 1

import { now } from '#workshop';

/**
 * Repair (2 to 5 minutes). Does all jobs, one after the other.
 *
 * Somebody wanted the thread to be free between two jobs, and put each job into a timer. Since then `runJobs` returns
 * an empty list.
 *
 * `work` is synchronous: when it returns, the job is done.
 * Result: what `work` returned for each job, in the order of the jobs. A job listed twice is done twice. An empty list
 * of jobs gives an empty list. The list of jobs itself is not changed.
 * Time: the sum of all jobs. Every job is done when `runJobs` returns.
 * Failure: if `work` throws, no further job is begun, and `runJobs` throws the same error.
 */
export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const results: T[] = [];
  for (const job of jobs) setTimeout(() => results.push(work(job)), 0);
  return results;
}

/**
 * Use (10 minutes). Measures how late a timer fires because the thread is busy.
 *
 * It arms a timer for `delay` milliseconds, and then calls `work` once, which is synchronous and keeps the thread.
 * `now()` gives the time in milliseconds.
 *
 * Result: when the timer fires, `report` is called once, with the number of milliseconds by which the timer is late;
 * that is 0 when it is on time.
 * Time: the timer counts from the call of `lateness`, not from the end of the work.
 * Failure: none; `work` and `report` do not throw.
 */
export function lateness(work: () => void, delay: number, report: (late: number) => void): void {
  setTimeout(() => report(now()), delay);
}

/**
 * Build (20 minutes). Watches the event loop, as Node's `monitorEventLoopDelay` does: a timer fires again and again, and
 * whenever it is late, the thread was busy.
 *
 * It arms a timer for `every` milliseconds. Each time a timer fires, the next one is armed, for `every` milliseconds from
 * that moment, and `report` is called with the number of milliseconds by which the timer that fired is late.
 *
 * Result: a function that stops the watch. After it has been called, `report` is not called again, and no timer stays
 * armed. It may be called at any time: before the first report, inside `report`, and more than once. Several watches may
 * go on at the same time; each stop is for one of them.
 * Failure: none; `report` does not throw and takes no time.
 */
export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  setTimeout(() => report(0), every);
  return () => {};
}
