// first-for-all: closes with Promise.race, and a race of nobody is never decided
export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncGenerator<T, void> {
  const ask = (from: AsyncIterator<T>) => from.next().then((result) => ({ from, result }));
  const iterators = [a, b].map((source) => source[Symbol.asyncIterator]());
  const open = new Map(iterators.map((from) => [from, ask(from)]));
  try {
    while (open.size > 0) {
      const { from, result } = await Promise.race(open.values());
      if (result.done) {
        open.delete(from);
        continue;
      }
      yield result.value;
      open.set(from, ask(from));
    }
  } finally {
    await Promise.race([...open.keys()].map((from) => from.return?.()));
  }
}
