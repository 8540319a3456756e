// swallowed-error: takes a failure of the source for its end

export async function* take<T>(source: AsyncIterable<T>, n: number): AsyncIterable<T> {
  if (n === 0) return;
  let taken = 0;
  try {
    for await (const value of source) {
      yield value;
      taken += 1;
      if (taken === n) return;
    }
  } catch {
    return;
  }
}
