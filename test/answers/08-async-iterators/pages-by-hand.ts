// allOrders and take as plain objects with next(); merge with one promise for the next thing that happens, made anew
// each time.
import type { Page } from '../../../solutions/08-async-iterators.ts';

export function allOrders(fetchPage: (number: number) => Promise<Page>): AsyncIterable<string> {
  return {
    [Symbol.asyncIterator]() {
      let orders: string[] = [];
      let next: number | null = 1;
      return {
        async next(): Promise<IteratorResult<string>> {
          while (orders.length === 0 && next !== null) {
            const page: Page = await fetchPage(next);
            orders = [...page.orders];
            next = page.next;
          }
          const [first, ...rest] = orders;
          orders = rest;
          return first === undefined ? { done: true, value: undefined } : { done: false, value: first };
        },
      };
    },
  };
}

export async function* take<T>(source: AsyncIterable<T>, n: number): AsyncGenerator<T> {
  let left = n;
  if (left > 0)
    for await (const value of source) {
      left -= 1;
      yield value;
      if (left < 1) break;
    }
}

interface Reader<T> {
  iterator: AsyncIterator<T>;
  state: 'waiting' | 'answered' | 'ended';
  take: () => IteratorResult<T>;
}

export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncGenerator<T> {
  let happened = () => {};
  let happens = Promise.resolve();
  const line: Reader<T>[] = [];
  const ask = (reader: Reader<T>) => {
    const answer = (take: () => IteratorResult<T>) => {
      reader.state = 'answered';
      reader.take = take;
      line.push(reader);
      happened();
    };
    reader.state = 'waiting';
    reader.iterator.next().then(
      (result) => answer(() => result),
      (error: unknown) =>
        answer(() => {
          throw error;
        }),
    );
  };
  const readers = [a, b].map((source): Reader<T> => {
    const iterator = source[Symbol.asyncIterator]();
    return { iterator, state: 'waiting', take: () => ({ done: true, value: undefined }) };
  });
  for (const reader of readers) ask(reader);
  try {
    while (readers.some(({ state }) => state !== 'ended')) {
      happens = new Promise((resolve) => (happened = resolve));
      const reader = line.shift();
      if (reader) {
        reader.state = 'ended';
        const result = reader.take();
        if (result.done) continue;
        reader.state = 'answered';
        yield result.value;
        ask(reader);
      } else {
        await happens;
      }
    }
  } finally {
    const open = readers.filter(({ state }) => state !== 'ended');
    await Promise.all(open.map(({ iterator }) => iterator.return?.()));
  }
}
