// keeps-going: looks at the count before it counts, and so takes one more
export async function* take<T>(source: AsyncIterable<T>, n: number): AsyncGenerator<T, void> {
  if (n === 0) return;
  let taken = 0;
  for await (const value of source) {
    yield value;
    if (taken === n) return;
    taken += 1;
  }
}
