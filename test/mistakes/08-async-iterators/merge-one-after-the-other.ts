// sequential: first all of one source, then all of the other

export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncIterable<T> {
  for (const source of [a, b]) {
    for await (const value of source) yield value;
  }
}
