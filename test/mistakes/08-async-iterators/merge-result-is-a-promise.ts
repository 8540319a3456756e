// not-awaited: which source has answered is known at once, and what it has answered is a promise still
export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncIterable<T> {
  const iterators = [a[Symbol.asyncIterator](), b[Symbol.asyncIterator]()];
  const ask = async (place: number) => ({
    place,
    result: iterators[place]!.next() as unknown as IteratorResult<T>,
  });
  const coming = new Map([
    [0, ask(0)],
    [1, ask(1)],
  ]);
  while (coming.size > 0) {
    const { place, result } = await Promise.race(coming.values());
    if (result.done) coming.delete(place);
    else {
      yield result.value;
      coming.set(place, ask(place));
    }
  }
}
