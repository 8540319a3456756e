// too-late: waits for a value of the source although none is wanted

export async function* take<T>(source: AsyncIterable<T>, n: number): AsyncIterable<T> {
  let left = n;
  for await (const value of source) {
    if (left <= 0) return;
    yield value;
    left -= 1;
    if (left === 0) return;
  }
}
