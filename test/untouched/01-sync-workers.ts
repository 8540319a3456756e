// Exercise 01: synchronous workers
//
// Check it:  npm start check 1        A hint:  npm start hint 1

import { now } from '#workshop';

/**
 * Does all jobs, one after the other. `work` is synchronous: it returns the job's result when the job is done.
 *
 * Result: what `work` returned for each job, in the order of the jobs. A job that stands there twice is done twice.
 * Time: the sum. Everything is done when `runJobs` returns.
 * Failure: when `work` throws, no further job is begun, and the error comes out as it is.
 */
export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const results: T[] = [];
  const [first] = jobs;
  if (first !== undefined) results.push(work(first));
  return results;
}

/**
 * Measures how late a timer fires because the thread is busy: arms a timer for `delay` milliseconds, then calls `work`,
 * which is synchronous and keeps the thread. `now()` tells the time in milliseconds.
 *
 * Result: a promise of how many milliseconds after its time the timer fired; 0 when it was on time.
 * Time: the promise is resolved when the timer fires: after `delay`, or when the work is done if that is later.
 * Failure: none; `work` does not throw.
 */
export function lateness(work: () => void, delay: number): Promise<number> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(now()), delay);
  });
}
