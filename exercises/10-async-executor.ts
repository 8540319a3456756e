// Exercise 10: at most so many at the same time
//
// Check it:  npm start check 10        A hint:  npm start hint 10

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
  const downloads = pictures.map((picture) => download(picture));
  return Promise.allSettled(downloads.map((each) => executor.submit(() => each)));
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
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
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

  constructor(maxRunning: number) {
    this.maxRunning = maxRunning;
  }

  async run<T>(work: () => T | PromiseLike<T>): Promise<T> {
    return work();
  }
}
