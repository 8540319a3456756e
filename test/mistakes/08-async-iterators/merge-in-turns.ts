// too-late: takes one value of each in turn, not the one that comes first

export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncIterable<T> {
  const open = [a[Symbol.asyncIterator](), b[Symbol.asyncIterator]()];
  try {
    while (open.length > 0) {
      for (const iterator of [...open]) {
        const result = await iterator.next();
        if (result.done) open.splice(open.indexOf(iterator), 1);
        else yield result.value;
      }
    }
  } finally {
    await Promise.all(open.map((iterator) => iterator.return?.()));
  }
}
