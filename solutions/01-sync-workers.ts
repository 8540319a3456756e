// Solution 01: synchronous workers
//
// Why it works: a synchronous call has done all of its work when it returns. So a plain loop does the jobs one after the
// other, and an error thrown by one of them ends the loop. A timer can fire only when the call stack is empty: work that
// is called after the timer was armed holds it back, and the time now minus the time it was due is how late it is. To
// watch the event loop, each timer arms the next one before it reports, so that there is always exactly one timer to
// clear.

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
  for (const job of jobs) results.push(work(job));
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
  const due = now() + delay;
  setTimeout(() => report(now() - due), delay);
  work();
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
  let due = now() + every;
  let timer = setTimeout(check, every);
  function check() {
    const late = now() - due;
    due = now() + every;
    timer = setTimeout(check, every);
    report(late);
  }
  return () => clearTimeout(timer);
}

// Hints
//
// runJobs
// 1. When does the function that is given to setTimeout run, and where is `return results` by then?
// 2. No timer is needed. Call work(job) in the loop itself; an error that you do not catch ends the loop.
// 3. for (const job of jobs) results.push(work(job));
//
// lateness
// 1. At what time is the timer due, and what time is it when it fires?
// 2. Note the time at which the timer is due, arm the timer, and call the work last: it holds the timer back.
// 3. const due = now() + delay; setTimeout(() => report(now() - due), delay); work();
//
// watchEventLoop
// 1. One timer fires once. Which piece of code runs when it has fired, and could arm the next one?
// 2. Give that code a name: function check() { … }. It works out how late it is, notes when the next timer is due, arms
//    that timer for check itself, and then reports. The function you return calls clearTimeout on the latest timer.
// 3. let due = now() + every;
//    let timer = setTimeout(check, every);
//    function check() { const late = now() - due; due = now() + every; timer = setTimeout(check, every); report(late); }
//    return () => clearTimeout(timer);
