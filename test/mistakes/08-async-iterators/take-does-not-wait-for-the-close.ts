// not-awaited: return() of the source is called and not awaited

export async function* take<T>(source: AsyncIterable<T>, n: number): AsyncIterable<T> {
  if (n === 0) return;
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (let given = 0; given < n; given += 1) {
      const { done, value } = await iterator.next();
      if (done) return;
      yield value;
    }
  } finally {
    void iterator.return?.();
  }
}
