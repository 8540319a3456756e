// not-awaited: next() gives a promise, of which there is no value and no done
export async function* take<T>(source: AsyncIterable<T>, n: number): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (let left = n; left > 0; left -= 1) {
      const result = iterator.next() as unknown as IteratorResult<T>;
      if (result.done) return;
      yield result.value;
    }
  } finally {
    await iterator.return?.();
  }
}
