// too-late: looks whether it has enough only when one value too many has come

export async function* take<T>(source: AsyncIterable<T>, n: number): AsyncIterable<T> {
  let taken = 0;
  for await (const value of source) {
    if (taken === n) return;
    taken += 1;
    yield value;
  }
}
