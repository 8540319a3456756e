// eager-start: each source is read to its end without waiting until the loop comes back for more

export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncGenerator<T> {
  const letters: ({ value: T } | { error: unknown })[] = [];
  const open = new Set<AsyncIterator<T>>();
  let wake = () => {};
  const read = async (iterator: AsyncIterator<T>) => {
    open.add(iterator);
    try {
      for (let result = await iterator.next(); !result.done; result = await iterator.next()) {
        letters.push({ value: result.value });
        wake();
      }
    } catch (error) {
      letters.push({ error });
    }
    open.delete(iterator);
    wake();
  };
  void read(a[Symbol.asyncIterator]());
  void read(b[Symbol.asyncIterator]());
  try {
    while (letters.length > 0 || open.size > 0) {
      const letter = letters.shift();
      if (!letter) await new Promise<void>((resolve) => (wake = resolve));
      else if ('error' in letter) throw letter.error;
      else yield letter.value;
    }
  } finally {
    await Promise.all([...open].map((iterator) => iterator.return?.()));
  }
}
