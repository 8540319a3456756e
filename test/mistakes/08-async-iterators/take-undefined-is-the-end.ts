// lost-item: takes the value undefined for the end of the source

export async function* take<T>(source: AsyncIterable<T>, n: number): AsyncIterable<T> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (let taken = 0; taken < n; taken += 1) {
      const { value } = await iterator.next();
      if (value === undefined) return;
      yield value;
    }
  } finally {
    await iterator.return?.();
  }
}
