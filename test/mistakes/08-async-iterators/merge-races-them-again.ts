// wrong-order: each race takes the first of its list, not the one that came first
export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncIterable<T> {
  const iterators = [a[Symbol.asyncIterator](), b[Symbol.asyncIterator]()];
  const asked = new Map(iterators.map((iterator) => [iterator, iterator.next()]));
  try {
    while (asked.size > 0) {
      const { iterator, result } = await Promise.race(
        [...asked].map(async ([iterator, next]) => ({ iterator, result: await next })),
      );
      if (result.done) {
        asked.delete(iterator);
        continue;
      }
      yield result.value;
      asked.set(iterator, iterator.next());
    }
  } finally {
    await Promise.all(iterators.map((iterator) => iterator.return?.()));
  }
}
