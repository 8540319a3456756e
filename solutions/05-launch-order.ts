// Solution 05: launch order
//
// Why it works: an async function runs up to its first await when it is called. So one call after the other does the
// first halves in the order of the list, and each wait has begun before the next job is called. Who goes on first is
// decided by the waits, unless something orders it: in `inLaunchOrder` a loop that awaits them one by one. The waits are
// all under way by then, so awaiting the first of them holds up nobody but the second halves.

/** A job in three parts: work that keeps the thread, a wait that leaves it to the others, and work again. */
export interface Job {
  first(): void;
  wait(): Promise<void>;
  second(): void;
}

/**
 * Launches jobs so that their waits overlap. The end of the whole is the end of the last `second`.
 *
 * Order: the `first` of each job in the order of the list; its `wait` begins as soon as its `first` is done, and its
 * `second` runs as soon as its `wait` is over and the thread is free.
 * Time: for three jobs of 0.1 + 1.0 + 0.1 s the staircase: 1.4 s, not 3.6 s.
 * Failure: when a wait rejects, the whole rejects at once with the same error. The `second` of that job does not run;
 * the other jobs go on all the same.
 */
export async function launch(jobs: Job[]): Promise<void> {
  const run = async (job: Job) => {
    job.first();
    await job.wait();
    job.second();
  };
  await Promise.all(jobs.map(run));
}

/**
 * Launches jobs as `launch` does, but their second halves run in the order of the list too, even when a later wait is
 * over earlier.
 *
 * Order: each `second` runs as soon as its own `wait` is over and the `second` of the job ahead of it is done.
 * Time: for three jobs of 0.1 + 1.0 + 0.1 s 1.4 s, as above.
 * Failure: when a wait rejects, the jobs ahead of that one still do their second halves. When its turn comes, the whole
 * rejects with the same error, and no further `second` runs. Until then it is no unhandled rejection.
 */
export async function inLaunchOrder(jobs: Job[]): Promise<void> {
  const launched = jobs.map((job) => {
    job.first();
    const wait = job.wait();
    // A wait may fail before its turn comes. This handler keeps it from being unhandled until then.
    wait.catch(() => {});
    return { wait, second: () => job.second() };
  });
  for (const { wait, second } of launched) {
    await wait;
    second();
  }
}

// Hints
//
// launch
// 1. Which await holds up the first half of the next job, and who else could wait in its place?
// 2. Put the three parts into an async function of its own, and call it for every job before you wait for anything.
// 3. await Promise.all(jobs.map(async (job) => { job.first(); … }));
//
// inLaunchOrder
// 1. Which parts should happen for all jobs before you wait for anybody? And what is left for the loop with the await?
// 2. Keep the promise of each wait as soon as its first half is done. Then await them one by one, each with its second.
// 3. A promise that fails before its turn needs a handler until then: wait.catch(() => {}); and later: await wait;
