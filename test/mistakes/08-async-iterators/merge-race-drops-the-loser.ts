// lost-item: asks both anew each time, and the value of the slower one is dropped

export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncIterable<T> {
  const iterators = new Set([a[Symbol.asyncIterator](), b[Symbol.asyncIterator]()]);
  try {
    while (iterators.size > 0) {
      const asked = [...iterators].map(async (iterator) => ({ iterator, result: await iterator.next() }));
      const { iterator, result } = await Promise.race(asked);
      if (result.done) iterators.delete(iterator);
      else yield result.value;
    }
  } finally {
    await Promise.all([...iterators].map((iterator) => iterator.return?.()));
  }
}
