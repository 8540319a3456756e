// Solution 08: async iterators
//
// Why it works: an async generator pauses at each yield until it is asked again, so it never runs ahead of its loop.
// `allOrders` gives the orders of a page before it fetches the next one, and it fetches that only when it is asked for
// more.
// `take` returns right after value number n, before it asks for another; leaving a for await closes its source, and
// `return` leaves it. `ticks` passes the signal to the sleep, which cleans up after itself. `merge` has one next() of
// each source under way, and a list of those that have answered. It waits only while that list is empty. It attaches
// one callback to each next(), so beside a source that stays silent nothing piles up, however many values the other
// gives.

import { sleep } from '#workshop';

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
  let next: number | null = 1;
  while (next !== null) {
    const page: Page = await fetchPage(next);
    yield* page.orders;
    next = page.next;
  }
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
  if (n === 0) return;
  let taken = 0;
  for await (const value of source) {
    yield value;
    taken += 1;
    if (taken === n) return;
  }
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
  for (let number = 1; number <= count; number += 1) {
    await sleep(ms, { signal });
    yield number;
  }
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
  const open = new Set<AsyncIterator<T>>();
  const answers: { from: AsyncIterator<T>; answer: Promise<IteratorResult<T>> }[] = [];
  let wake = () => {};
  const ask = (from: AsyncIterator<T>) => {
    const answer = from.next();
    // A failure is an answer too: it comes out below, where the answer is awaited.
    const note = () => {
      answers.push({ from, answer });
      wake();
    };
    answer.then(note, note);
  };
  try {
    for (const source of [a, b]) {
      const iterator = source[Symbol.asyncIterator]();
      open.add(iterator);
      ask(iterator);
    }
    while (open.size > 0) {
      const next = answers.shift();
      if (!next) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      // A source that has ended or failed is not closed again. One that has given a value is still open.
      open.delete(next.from);
      const result = await next.answer;
      if (result.done) continue;
      open.add(next.from);
      yield result.value;
      ask(next.from);
    }
  } finally {
    await Promise.all([...open].map((iterator) => iterator.return?.()));
  }
}

// Hints
//
// allOrders
// 1. At which line does the first order leave this function, and how many pages are loaded by then?
// 2. `yield` may be inside the loop. `yield*` gives all the values of a list, one after the other.
// 3. In the loop, replace `all.push(...page.orders);` by `yield* page.orders;`. Then `all` is not needed any more.
//
// take
// 1. When do you know that you have enough: when value number n is there, or when the one after it has arrived?
// 2. Yield inside the for await, and count. `return` leaves the loop, and leaving the loop closes the source.
// 3. Before the loop: if (n === 0) return; and in it: yield value; taken += 1; if (taken === n) return;
//
// ticks
// 1. What can the generator wait with, and how does that wait hear of the signal?
// 2. `sleep` from '#workshop' takes the signal as an option, and does all that the task asks of an abort.
// 3. Right before each yield: await sleep(ms, { signal });
//
// merge
// 1. While you wait for one source, the other may give a value. So which calls must be under way at every moment?
// 2. Call `next()` of both. When one of them answers, note its answer in a list, and wake the loop, which waits with
//    `await new Promise<void>((resolve) => { wake = resolve; })` while the list is empty. Ask only that source again.
// 3. const ask = (from: AsyncIterator<T>) => {
//      const answer = from.next();
//      const note = () => { answers.push({ from, answer }); wake(); };
//      answer.then(note, note);
//    };
//    `open` is a Set of the iterators that have neither ended nor failed. While it is not empty, take the first answer
//    off the list, or wait to be woken. Then: const result = await next.answer; if it is not done, yield result.value
//    and call ask(next.from). Around that loop, try and finally:
//    await Promise.all([...open].map((iterator) => iterator.return?.()));
