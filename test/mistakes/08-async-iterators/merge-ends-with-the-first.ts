// unfinished: ends when one source ends, and does not wait for the other

export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncIterable<T> {
  const iterators = [a[Symbol.asyncIterator](), b[Symbol.asyncIterator]()];
  const ask = async (place: number) => ({ place, result: await iterators[place]!.next() });
  const coming = [ask(0), ask(1)];
  try {
    for (;;) {
      const { place, result } = await Promise.race(coming);
      if (result.done) return;
      yield result.value;
      coming[place] = ask(place);
    }
  } finally {
    await Promise.all(iterators.map((iterator) => iterator.return?.()));
  }
}
