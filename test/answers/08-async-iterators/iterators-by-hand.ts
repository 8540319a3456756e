// take and merge without a generator: objects with next() and return(). ticks and allOrders call themselves.
import { sleep } from '#workshop';
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(
  fetchPage: (number: number) => Promise<Page>,
  number = 1,
): AsyncGenerator<string, void> {
  const { orders, next } = await fetchPage(number);
  yield* orders;
  if (next !== null) yield* allOrders(fetchPage, next);
}

export function take<T>(source: AsyncIterable<T>, n: number): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = source[Symbol.asyncIterator]();
      const over = { done: true as const, value: undefined };
      let left = n;
      const close = async () => {
        left = 0;
        await iterator.return?.();
        return over;
      };
      return {
        async next() {
          if (left === 0) return close();
          left -= 1;
          const result = await iterator.next();
          // The last one is given when the source is closed already.
          if (left === 0 && !result.done) await close();
          return result;
        },
        return: close,
      };
    },
  };
}

export async function* ticks(
  count: number,
  ms: number,
  signal: AbortSignal,
  from = 1,
): AsyncGenerator<number> {
  if (from > count) return;
  await sleep(ms, { signal });
  yield from;
  yield* ticks(count, ms, signal, from + 1);
}

export function merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      const iterators = [a, b].map((source) => source[Symbol.asyncIterator]());
      const coming = new Map<number, Promise<readonly [number, IteratorResult<T>]>>();
      const close = async () => {
        await Promise.all([...coming.keys()].map((place) => iterators[place]!.return?.()));
        return { done: true as const, value: undefined };
      };
      let ask = [0, 1];
      return {
        async next() {
          for (const place of ask) {
            coming.set(
              place,
              iterators[place]!.next().then((result) => [place, result] as const),
            );
          }
          ask = [];
          while (coming.size > 0) {
            try {
              const [place, result] = await Promise.race(coming.values());
              if (!result.done) {
                ask = [place];
                return result;
              }
              coming.delete(place);
            } catch (error) {
              await close();
              throw error;
            }
          }
          return { done: true as const, value: undefined };
        },
        return: close,
      };
    },
  };
}
