// too-late: before it closes a source it waits for the value that this source was asked for

export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncIterable<T> {
  const iterators = [a[Symbol.asyncIterator](), b[Symbol.asyncIterator]()];
  const ask = async (place: number) => ({ place, result: await iterators[place]!.next() });
  const coming = new Map([
    [0, ask(0)],
    [1, ask(1)],
  ]);
  try {
    while (coming.size > 0) {
      const { place, result } = await Promise.race(coming.values());
      coming.delete(place);
      if (result.done) continue;
      yield result.value;
      coming.set(place, ask(place));
    }
  } finally {
    await Promise.allSettled(coming.values());
    await Promise.all(iterators.map((iterator) => iterator.return?.()));
  }
}
