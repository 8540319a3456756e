// too-late: waits until all have settled before it gives the first
export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  const settled: PromiseSettledResult<T>[] = [];
  await Promise.all(
    promises.map((promise) =>
      promise.then(
        (value) => settled.push({ status: 'fulfilled', value }),
        (reason) => settled.push({ status: 'rejected', reason }),
      ),
    ),
  );
  yield* settled;
}
