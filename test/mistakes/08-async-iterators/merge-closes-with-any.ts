// first-for-all: Promise.any rejects when no source is left to close
export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncIterable<T> {
  const open = new Set<AsyncIterator<T>>();
  const answers: { from: AsyncIterator<T>; answer: Promise<IteratorResult<T>> }[] = [];
  let wake = () => {};
  const ask = (from: AsyncIterator<T>) => {
    const answer = from.next();
    const note = () => {
      answers.push({ from, answer });
      wake();
    };
    answer.then(note, note);
  };
  try {
    for (const source of [a, b]) {
      const iterator = source[Symbol.asyncIterator]();
      open.add(iterator);
      ask(iterator);
    }
    while (open.size > 0) {
      const next = answers.shift();
      if (!next) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      open.delete(next.from);
      const result = await next.answer;
      if (result.done) continue;
      open.add(next.from);
      yield result.value;
      ask(next.from);
    }
  } finally {
    await Promise.any([...open].map((iterator) => iterator.return?.()));
  }
}
