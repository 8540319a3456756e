// Solution 10: at most so many at once
//
// Why it works: `mapLimit` leaves the counting to an executor. All its tasks share one signal, and the work that fails
// aborts it with its error while it still holds its slot, so nothing more can start. `Limiter` counts who runs. Whoever
// ends hands his slot straight to the one who has waited longest, so the count does not change and nobody who comes at
// that moment finds a slot free. It happens in a `finally`: a slot is given back however the work ends, also when it
// throws before it has returned a promise.

import { AsyncExecutor } from '#workshop';

/**
 * Does `work` for every item, at most `limit` of them at once.
 *
 * Order: items start in their order, and the results stand in that order too, whichever finishes first.
 * Time: while items wait, always `limit` of them are at work: the next one starts the moment one ends.
 * Failure: the first rejection rejects the whole at once, with the same error. What is at work then cannot be stopped
 * and runs on, but no further item is started.
 */
export async function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const executor = new AsyncExecutor({ maxRunning: limit });
  const failure = new AbortController();
  const start = async (item: Item) => {
    try {
      return await work(item);
    } catch (error) {
      // Now, before the slot is free again: whatever still waits is cancelled, and rejects with this very error.
      failure.abort(error);
      throw error;
    }
  };
  return Promise.all(items.map((item) => executor.submit(() => start(item), { signal: failure.signal })));
}

/**
 * Builds the heart of an executor: lets at most `maxRunning` pieces of work run at once. Do without the workshop's
 * AsyncExecutor.
 *
 * `run(work)` calls `work` at once when a slot is free, else when it gets one, and resolves with its result.
 * Order: whoever has waited longest gets the next slot. Nobody overtakes, also not one who comes at that moment.
 * Time: a slot is handed on the moment the work in it has ended.
 * Failure: when the work rejects or throws, `run` rejects with the same error, and the slot is free again.
 */
export class Limiter {
  readonly maxRunning: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(maxRunning: number) {
    this.maxRunning = maxRunning;
  }

  async run<T>(work: () => T | PromiseLike<T>): Promise<T> {
    if (this.#running < this.maxRunning) this.#running += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

// Hints
//
// mapLimit
// 1. Who could count for you how many are at work, and start the next one when one ends?
// 2. Submit every item to an AsyncExecutor, and wait for all the tasks with Promise.all.
// 3. Submit everything with the signal of one AbortController, and let the work itself abort it when it fails: in a
//    catch around await work(item), say failure.abort(error) and throw the error again. What waits then never starts.
//
// Limiter
// 1. What must be known when somebody comes, and who knows the moment in which a slot becomes free?
// 2. Count who runs. Whoever comes and finds no slot waits for a promise, whose resolve you keep in a list.
// 3. return await work() inside a try. In its finally take the first of the list: call it if there is one, and leave
//    the count alone, for the slot has only changed hands; else lower the count.
