// too-early: asks a source again as soon as it has answered, before the loop has come back for more

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
  for (const source of [a, b]) {
    const iterator = source[Symbol.asyncIterator]();
    open.add(iterator);
    ask(iterator);
  }
  try {
    while (open.size > 0) {
      const next = answers.shift();
      if (!next) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      const result = await next.answer;
      if (result.done) {
        open.delete(next.from);
      } else {
        ask(next.from);
        yield result.value;
      }
    }
  } finally {
    await Promise.all([...open].map((iterator) => iterator.return?.()));
  }
}
