// merge with a letter for each value: both sources put them into one list, and the loop is woken. ticks with
// node:timers/promises, take with a for loop over next(), allOrders with a do-while loop and a yield for each order.
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  let page: Page = { orders: [], next: 1 };
  do {
    page = await fetchPage(page.next ?? 1);
    for (const order of page.orders) yield order;
  } while (page.next !== null);
}

export async function* take<T>(source: AsyncIterable<T>, n: number): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (let left = n; left > 0; left -= 1) {
      const result = await iterator.next();
      if (result.done) return;
      yield result.value;
    }
  } finally {
    await iterator.return?.();
  }
}

export async function* ticks(count: number, ms: number, signal: AbortSignal): AsyncGenerator<number> {
  for (const number of Array.from({ length: count }, (_, place) => place + 1)) {
    try {
      await wait(ms, undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
    yield number;
  }
}

export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncGenerator<T> {
  const letters: ({ from: AsyncIterator<T>; value: T } | { error: unknown })[] = [];
  const open = new Set<AsyncIterator<T>>();
  let wake = () => {};
  const read = async (from: AsyncIterator<T>) => {
    open.add(from);
    try {
      const result = await from.next();
      if (result.done) open.delete(from);
      else letters.push({ from, value: result.value });
    } catch (error) {
      open.delete(from);
      letters.push({ error });
    }
    wake();
  };
  void read(a[Symbol.asyncIterator]());
  void read(b[Symbol.asyncIterator]());
  try {
    while (letters.length > 0 || open.size > 0) {
      const letter = letters.shift();
      if (!letter) await new Promise<void>((resolve) => (wake = resolve));
      else if ('error' in letter) throw letter.error;
      else {
        yield letter.value;
        void read(letter.from);
      }
    }
  } finally {
    await Promise.all([...open].map((iterator) => iterator.return?.()));
  }
}
