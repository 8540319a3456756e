// Solution 05: launch order
//
// Why it works: code between two awaits runs without interruption. So `reserve` checks and takes a seat before it awaits
// anything, and what it checked is still true when it takes. For the jobs, an async function runs up to its first await
// when it is called: one call after the other runs the first halves in the order of the list, and each wait has begun
// before the next job is called. Who goes on first is then decided by the waits, unless something puts them in order:
// in `inLaunchOrder` that is a loop that awaits them one by one. All waits are under way by then, so the loop costs no
// time beyond the order itself.

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
  // Check and take without an `await` in between: no other code can run here.
  hall.free -= seats;
  try {
    await pay();
  } catch (error) {
    hall.free += seats;
    throw error;
  }
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
  const run = async (job: Job) => {
    job.first();
    await job.wait();
    job.second();
  };
  await Promise.all(jobs.map(run));
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
  const launched = jobs.map((job) => {
    job.first();
    const wait = job.wait();
    // This wait may fail before its turn has come. With a handler that is not an unhandled rejection.
    wait.catch(() => {});
    return { job, wait };
  });
  for (const { job, wait } of launched) {
    await wait;
    job.second();
  }
}

// Hints
//
// reserve
// 1. Two customers come for the last seat. What does `hall.free` say when the second one looks, and who is paying then?
// 2. Take the seats before the `await`, right after the check. Give them back when `pay` fails: that needs try and catch.
// 3. hall.free -= seats; try { await pay(); } catch (error) { hall.free += seats; throw error; } return true;
//
// launch
// 1. Which await holds up the first half of the next job? What could wait there, instead of the loop?
// 2. Put the three parts into an async function, and call it for every job before you await anything.
// 3. await Promise.all(jobs.map(async (job) => { job.first(); await job.wait(); job.second(); }));
//
// inLaunchOrder
// 1. Which parts should happen for all jobs before you await anything? What is left for the loop with the await?
// 2. Right after each first half, call wait() and keep its promise. Then await the promises one by one in a second loop,
//    each followed by its second half.
// 3. A promise that fails before its turn needs a handler until then: const wait = job.wait(); wait.catch(() => {});
