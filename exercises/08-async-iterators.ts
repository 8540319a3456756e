// Exercise 08: async iterators
//
// Check it:  npm start check 8        A hint:  npm start hint 8

/** One page of a long list. `next` is the number of the page that follows, perhaps 0, or `null` on the last one. */
export interface Page {
  orders: string[];
  next: number | null;
}

/**
 * Repair (2 to 5 minutes). Gives all the orders of a shop, which come in pages. The first page has the number 1. An
 * order can be any text, and a page may have no orders.
 *
 * Today every page is loaded before the first order is given. It should be like this:
 *
 * Order: the orders of page 1 as they are in its list, then those of the page that it names as `next`, and so on.
 * Time: the orders of a page are given as soon as that page has arrived. The next page is fetched only when the loop
 * asks for an order after the last one of this page. If the loop is left before that, no further page is fetched.
 * Failure: if a page cannot be fetched, the error comes out as it is, after the orders of the pages before it.
 */
export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  const all: string[] = [];
  let next: number | null = 1;
  while (next !== null) {
    const page: Page = await fetchPage(next);
    all.push(...page.orders);
    next = page.next;
  }
  yield* all;
}

/**
 * Use (10 minutes). Gives the first `n` values of `source`, and no more.
 *
 * Time: each value is passed on as soon as it arrives, and the end comes with value number n: nothing waits for the one
 * after it. The source is asked for at most n values; if n is 0, it is not asked at all.
 * End: if the source ends earlier, these values end there too.
 * Failure: if the source fails, its error comes out as it is.
 * Afterwards the source is closed, also when the loop over these values is left early.
 * A value can be anything, `undefined` too.
 */
export async function* take<T>(source: AsyncIterable<T>, n: number): AsyncIterable<T> {
  const values: T[] = [];
  for await (const value of source) values.push(value);
  yield* values.slice(0, n);
}

/**
 * Use (10 minutes). Gives the numbers from 1 to `count`, one every `ms` milliseconds. You may import sleep from
 * '#workshop'.
 *
 * Time: a number comes `ms` after the loop has asked for it. If the body of the loop takes 300 ms, the numbers come
 * `ms` + 300 apart: nothing runs ahead of the loop.
 * Abort: as soon as `signal` aborts, the wait ends, and the loop gets the signal's reason as an error. If the signal is
 * aborted already, that happens before the first wait.
 * Afterwards no timer is left, and no listener on the signal.
 */
export async function* ticks(count: number, ms: number, signal: AbortSignal): AsyncIterable<number> {
  for (let number = 1; number <= count; number += 1) yield number;
}

/**
 * Build (20 minutes). Gives the values of both sources, each as soon as it arrives.
 *
 * Order: of arrival. Both sources are asked for their first value at the beginning. Call a source's next() again only
 * when the loop asks for more after that source's value. Never have two next() open on one source: while one answers
 * again and again, the other may still be waiting. Every value is given once.
 * End: when both sources have ended.
 * Failure: if one source fails, the other is closed, and when it is closed the same error comes out.
 * If the loop over these values is left early, `return()` of both sources is called immediately, even of one that
 * is still waiting, and the program goes on when both are closed. Take no further value from it.
 * A value can be anything, `undefined` too.
 */
export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncIterable<T> {
  yield* a;
  yield* b;
}
