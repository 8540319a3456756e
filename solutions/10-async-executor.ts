// Solution 10: at most so many at the same time
//
// Why it works: `importAlbum` submits functions, so a download begins when its function is called, and that is when
// it has a slot. `mapLimit` leaves the counting to an executor. All its tasks share one signal. The work that fails
// aborts that signal with its error while it still holds its slot, so every item that waits is cancelled before a
// slot comes free. `Limiter` counts how many run. Work that ends hands its slot directly to the call that has waited
// longest: the count does not change, so a call that arrives at that moment finds no free slot. All this happens in a
// `finally`, so a slot is given back however the work ends, even if it throws before there is a promise.

import { AsyncExecutor } from '#workshop';

/**
 * Repair (2 to 5 minutes). Imports the pictures of an album. All albums share one `executor`, which has as many slots
 * as the picture server accepts requests at the same time. The code below uses that executor, and still it floods the
 * server: it sends the requests for all pictures immediately.
 *
 * Result: for every picture, in the order of `pictures`, what Promise.allSettled says of its download. It comes as soon
 * as the last picture of this album has been downloaded; it does not wait for other albums.
 * Time: `download` is called for a picture only when that picture has a slot. Pictures get their slots in their order,
 * and the next picture gets a slot as soon as one comes free.
 * Failure: a download that fails shows in the result, gives its slot back, and changes nothing for the other pictures.
 */
export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  return Promise.allSettled(pictures.map((picture) => executor.submit(() => download(picture))));
}

/**
 * Use (10 minutes). Does `work` for every item, for at most `limit` of them at the same time. An item can be any value.
 *
 * Result: the results in the order of `items`, whichever item finishes first. A result may be any value, `undefined`
 * too. An empty list gives an empty list. The list `items` itself is not changed.
 * Order: items start in the order of the list.
 * Time: as long as items are waiting, `limit` of them are at work: when one ends, the next starts immediately.
 * Failure: as soon as one `work` rejects, `mapLimit` rejects with the same error. It does not wait for the items that
 * are at work then: they cannot be stopped, and run on. But it starts no further item.
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
      // Now, before the slot is free again: every item that still waits is cancelled, with this very error.
      failure.abort(error);
      throw error;
    }
  };
  return Promise.all(items.map((item) => executor.submit(() => start(item), { signal: failure.signal })));
}

/**
 * Build (20 minutes). The heart of an executor: lets at most `maxRunning` pieces of work run at the same time. Do
 * without the workshop's AsyncExecutor.
 *
 * Result: `run(work)` calls `work` once, immediately if a slot is free, otherwise as soon as it gets one, and resolves
 * with what `work` gives, whatever value that is.
 * Order: slots are handed out first come, first served. A call of `run` that arrives just as a slot comes free still
 * goes to the back of the line.
 * Time: when the work in a slot has ended, the next in line starts immediately. If the line is empty, the slot is free.
 * Failure: when `work` rejects or throws, `run` rejects with the same error, and the slot is given back too.
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
// importAlbum
// 1. Which line calls `download`, and how many times has it been called before the executor is asked for anything?
// 2. A promise is work that has already begun: an executor cannot hold it back. Give it a function to call instead.
// 3. Leave out the first line, and submit a function for every picture:
//    pictures.map((picture) => executor.submit(() => download(picture))).
//
// mapLimit
// 1. Which class of this step counts how many are at work, and starts the next one when one ends?
// 2. Make an AsyncExecutor with maxRunning: limit, submit a function for every item, and wait for all the tasks with
//    Promise.all. What is still missing then: after a failure the executor goes on with the next item.
// 3. Submit everything with { signal: failure.signal }, where failure is a new AbortController(). Let the submitted
//    function be async, and do the work inside it like this:
//    try { return await work(item); } catch (error) { failure.abort(error); throw error; }
//
// Limiter
// 1. What must be known when `run` is called? And which line of code is the first to know that a slot has come free?
// 2. Keep a count and a line: #running = 0; and #waiting: (() => void)[] = []; A call that finds a free slot raises
//    the count. Any other call awaits a new promise, and puts its resolve into the line:
//    await new Promise<void>((resolve) => this.#waiting.push(resolve));
// 3. Then: try { return await work(); } finally { … }. In the finally take the first resolve out of the line. If
//    there is one, call it and leave the count alone, because the slot goes to that call. If there is none, lower the
//    count.
