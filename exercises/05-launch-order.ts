// Exercise 05: launch order
//
// Check it:  npm start check 5        A hint:  npm start hint 5

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
  for (const job of jobs) {
    job.first();
    await job.wait();
    job.second();
  }
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
  for (const job of jobs) job.first();
  for (const job of jobs) {
    await job.wait();
    job.second();
  }
}
