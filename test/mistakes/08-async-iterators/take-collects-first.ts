// too-late: gives the values only when all n are there

export async function* take<T>(source: AsyncIterable<T>, n: number): AsyncIterable<T> {
  if (n === 0) return;
  const values: T[] = [];
  for await (const value of source) {
    values.push(value);
    if (values.length === n) break;
  }
  yield* values;
}
