// Solution 01: synchronous workers
//
// Why it works: a synchronous call has done all of its work when it returns. So a plain loop does the jobs one after the
// other, and an error thrown by one of them leaves the loop at once. A timer can only fire when the thread is free: the
// work that follows holds it back, and the difference between now and the time it was due is its lateness.

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
  for (const job of jobs) results.push(work(job));
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
    const due = now() + delay;
    setTimeout(() => resolve(now() - due), delay);
    work();
  });
}

// Hints
//
// runJobs
// 1. What do you know about a job when work(job) has returned?
// 2. A plain loop is enough. Nothing has to be awaited, and an error that you do not catch leaves the loop by itself.
// 3. for (const job of jobs) results.push( … );
//
// lateness
// 1. At what time is the timer due, and what time is it when it fires?
// 2. Arm the timer first and call the work afterwards. The work holds the timer back; the other way round it cannot.
// 3. const due = now() + delay; then setTimeout(() => resolve( … - due), delay); then work();
