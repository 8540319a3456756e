// Exercise 10: at most so many at once
//
// Check it:  npm start check 10        A hint:  npm start hint 10

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
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
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

  constructor(maxRunning: number) {
    this.maxRunning = maxRunning;
  }

  async run<T>(work: () => T | PromiseLike<T>): Promise<T> {
    return work();
  }
}
