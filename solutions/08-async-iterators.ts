// Solution 08: async iterators
//
// Why it works: an async generator stands still at each yield until it is asked again, so it never runs ahead of its
// loop. `take` ends right after the n-th value, before the source is asked for another; leaving a for await, by return
// too, closes the source. `ticks` hands the signal to the sleep, which cleans up after itself. `merge` keeps one next()
// of each source under way and takes whichever comes first; the other stays where it is, for the next time round.
// (A race leaves a note on every promise that loses it. For two sources that is little; step 11 knows a way without.)

import { sleep } from '#workshop';

/**
 * Gives the first `n` values of `source`, and no more.
 *
 * Time: each value is passed on in the moment it comes, and the end comes with the n-th: nobody waits for the one after
 * it. The source is never asked for more than n values; with n = 0 it is not asked at all.
 * End: a source that ends earlier ends the whole, and its failure comes out as it is.
 * Afterwards the source is closed, also when the loop over these values is left before.
 */
export async function* take<T>(source: AsyncIterable<T>, n: number): AsyncIterable<T> {
  if (n === 0) return;
  let taken = 0;
  for await (const value of source) {
    yield value;
    taken += 1;
    if (taken === n) return;
  }
}

/**
 * Gives the numbers from 1 to `count`, one every `ms` milliseconds.
 *
 * Time: a number comes `ms` after the loop has asked for it. When the body of the loop takes 0.3 s, the numbers come
 * `ms` + 0.3 s apart: nothing runs ahead.
 * Abort: in the moment `signal` aborts, the wait ends and fails with the signal's reason. A signal that has aborted
 * already fails before the first wait.
 * Afterwards no timer is left, and no listener on the signal.
 */
export async function* ticks(count: number, ms: number, signal: AbortSignal): AsyncIterable<number> {
  for (let number = 1; number <= count; number += 1) {
    await sleep(ms, { signal });
    yield number;
  }
}

/**
 * Gives the values of both sources, each in the moment it comes.
 *
 * Order: of arrival. A source is asked for its next value while the other is still waited for; no value is lost.
 * End: when both have ended.
 * Failure: when one source fails, the other is closed, and the same error comes out.
 * When the loop over these values is left, both sources are closed (`return()`), in the middle of a wait too.
 */
export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncIterable<T> {
  const coming = new Map<
    AsyncIterator<T>,
    Promise<{ iterator: AsyncIterator<T>; result: IteratorResult<T> }>
  >();
  const ask = (iterator: AsyncIterator<T>) => {
    coming.set(
      iterator,
      iterator.next().then((result) => ({ iterator, result })),
    );
  };
  ask(a[Symbol.asyncIterator]());
  ask(b[Symbol.asyncIterator]());
  try {
    while (coming.size > 0) {
      const { iterator, result } = await Promise.race(coming.values());
      if (result.done) {
        coming.delete(iterator);
      } else {
        yield result.value;
        ask(iterator);
      }
    }
  } finally {
    // Whatever has not ended by itself, and that is nothing when all went well.
    await Promise.all([...coming.keys()].map((iterator) => iterator.return?.()));
  }
}

// Hints
//
// take
// 1. When do you know that you have enough: when the n-th value is there, or when the next one has come?
// 2. Yield inside a for await over the source, and count. What does leaving that loop do to the source?
// 3. yield value; taken += 1; if (taken === n) return; and before the loop: if (n === 0) return;
//
// ticks
// 1. What can the generator wait with, and who tells that wait about the signal?
// 2. sleep takes the signal as an option, and then does all that the task asks of an abort.
// 3. await sleep(ms, { signal }); right before each yield.
//
// merge
// 1. While you wait for one source the other may have a value. What must be under way, at every moment?
// 2. Call next() of both. Promise.race tells which came first. Ask only that one again, and keep the other's promise.
// 3. Keep a Map from iterator to its promise; .then((result) => ({ iterator, result })) says whose it is. Close what is
//    left in the Map in a finally: iterator.return?.().
