// too-early: takes undefined and other falsy values for "nothing has come yet", and gives up
export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  const settled: PromiseSettledResult<T>[] = [];
  let wake = () => {};
  for (const promise of promises) {
    promise.then(
      (value) => {
        if (value) settled.push({ status: 'fulfilled', value });
        wake();
      },
      (reason: unknown) => {
        settled.push({ status: 'rejected', reason });
        wake();
      },
    );
  }
  for (let given = 0; given < promises.length; given += 1) {
    if (given === settled.length) await new Promise<void>((resolve) => (wake = resolve));
    if (given < settled.length) yield settled[given]!;
  }
}
