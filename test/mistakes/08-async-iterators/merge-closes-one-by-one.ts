// sequential: one source is closed after the other

export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncIterable<T> {
  const open = new Map<AsyncIterator<T>, Promise<{ it: AsyncIterator<T>; result: IteratorResult<T> }>>();
  const ask = (it: AsyncIterator<T>): void =>
    void open.set(
      it,
      it.next().then((result) => ({ it, result })),
    );
  const its = [a[Symbol.asyncIterator](), b[Symbol.asyncIterator]()];
  its.forEach(ask);
  try {
    while (open.size > 0) {
      const { it, result } = await Promise.race(open.values());
      if (result.done) open.delete(it);
      else {
        yield result.value;
        ask(it);
      }
    }
  } finally {
    for (const it of its) await it.return?.();
  }
}
