// Exercise 05: launch order
//
// Check it:  npm start check 5        A hint:  npm start hint 5

/** A hall, and how many of its seats are still free. */
export interface Hall {
  free: number;
}

/**
 * Repair (2 to 5 minutes). Reserves seats in a hall and has them paid. It works for one customer at a time. Today, two
 * customers who come at the same time can buy the same seat, and `hall.free` drops below 0.
 *
 * If fewer than `seats` are free, the result is `false`, immediately, and `pay` is not called.
 * Otherwise `hall.free` goes down by `seats`, `pay` is called once, and the result is `true` when it has been paid.
 * While one customer pays, no other customer can get those seats. But customers with different seats pay at the same
 * time: no one waits until another one has paid.
 * Failure: when `pay` rejects, `reserve` rejects with the same error, and those seats are free again.
 */
export async function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  if (hall.free < seats) return false;
  await pay();
  hall.free -= seats;
  return true;
}

/** A job in three parts: work that keeps the thread, a wait that leaves it to others, and work again. */
export interface Job {
  first(): void;
  wait(): Promise<void>;
  second(): void;
}

/**
 * Use (10 minutes). Launches jobs so that their waits overlap. The result is a promise that is fulfilled when the last
 * `second` has ended; for an empty list, immediately.
 *
 * Order: the `first` of each job, in the order of the list. The `wait` of a job is called right after its `first`, before
 * the `first` of the next job. The `second` of a job runs as soon as its own `wait` is over and the thread is free.
 * Time: three jobs of 0.1 + 1.0 + 0.1 s take 1.4 s, not 3.6 s.
 * Failure: when a `wait` rejects, the promise rejects immediately with the same error. The `second` of that job does not
 * run. The other jobs carry on.
 */
export async function launch(jobs: Job[]): Promise<void> {
  for (const job of jobs) {
    job.first();
    await job.wait();
    job.second();
  }
}

/**
 * Build (20 minutes). Launches jobs as `launch` does, but the second halves run in the order of the list too, even when
 * a later wait is over earlier.
 *
 * Order: the first halves and the calls of `wait` as in `launch`. A `second` runs as soon as its own `wait` is over and
 * the `second` of the job before it in the list has ended.
 * Time: three jobs of 0.1 + 1.0 + 0.1 s take 1.4 s.
 * Failure: when a `wait` rejects, the jobs before that one in the list still run their second halves. Then, when its
 * turn has come, the promise rejects with the same error, and no further `second` runs. In the meantime the failed
 * `wait` is not an unhandled rejection.
 */
export async function inLaunchOrder(jobs: Job[]): Promise<void> {
  for (const job of jobs) job.first();
  for (const job of jobs) {
    await job.wait();
    job.second();
  }
}
