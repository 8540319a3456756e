// merge with a reader for each source: both put what comes into one list, and the loop is woken. ticks with
// node:timers/promises, take with a for loop over next().
import { setTimeout as wait } from 'node:timers/promises';

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
  const letters: ({ value: T } | { error: unknown })[] = [];
  const open = new Set<AsyncIterator<T>>();
  let wake = () => {};
  const read = async (iterator: AsyncIterator<T>) => {
    open.add(iterator);
    try {
      for (let result = await iterator.next(); !result.done; result = await iterator.next()) {
        letters.push({ value: result.value });
        wake();
      }
    } catch (error) {
      letters.push({ error });
    }
    open.delete(iterator);
    wake();
  };
  void read(a[Symbol.asyncIterator]());
  void read(b[Symbol.asyncIterator]());
  try {
    while (letters.length > 0 || open.size > 0) {
      const letter = letters.shift();
      if (!letter) await new Promise<void>((resolve) => (wake = resolve));
      else if ('error' in letter) throw letter.error;
      else yield letter.value;
    }
  } finally {
    for (const iterator of open) await iterator.return?.();
  }
}
