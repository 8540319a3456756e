// lost-item: a promise that rejects never counts, and the loop waits for it forever
export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  const settled: PromiseSettledResult<T>[] = [];
  let wake = () => {};
  for (const promise of promises) {
    promise.then(
      (value) => {
        settled.push({ status: 'fulfilled', value });
        wake();
      },
      () => {},
    );
  }
  for (let given = 0; given < promises.length; given += 1) {
    if (given === settled.length) await new Promise<void>((resolve) => (wake = resolve));
    yield settled[given]!;
  }
}
