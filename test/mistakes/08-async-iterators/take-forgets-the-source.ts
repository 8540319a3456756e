// left-open: calls next() by hand and never closes the source

export async function* take<T>(source: AsyncIterable<T>, n: number): AsyncIterable<T> {
  const iterator = source[Symbol.asyncIterator]();
  for (let taken = 0; taken < n; taken += 1) {
    const result = await iterator.next();
    if (result.done) return;
    yield result.value;
  }
}
