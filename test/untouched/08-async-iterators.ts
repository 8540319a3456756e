// Exercise 08: async iterators
//
// Check it:  npm start check 8        A hint:  npm start hint 8

/**
 * Gives the first `n` values of `source`, and no more.
 *
 * Time: each value is passed on in the moment it comes, and the end comes with the n-th: nobody waits for the one after
 * it. The source is never asked for more than n values; with n = 0 it is not asked at all.
 * End: a source that ends earlier ends the whole, and its failure comes out as it is.
 * Afterwards the source is closed, also when the loop over these values is left before.
 */
export async function* take<T>(source: AsyncIterable<T>, n: number): AsyncIterable<T> {
  const values: T[] = [];
  for await (const value of source) values.push(value);
  yield* values.slice(0, n);
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
  for (let number = 1; number <= count; number += 1) yield number;
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
  yield* a;
  yield* b;
}
