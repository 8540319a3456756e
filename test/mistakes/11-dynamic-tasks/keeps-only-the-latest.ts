// lost-item: has room for one result, so what settles while the loop is busy overwrites it
export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  let latest: PromiseSettledResult<T> | undefined;
  let settled = 0;
  let wake = () => {};
  const arrive = (result: PromiseSettledResult<T>) => {
    latest = result;
    settled += 1;
    wake();
  };
  for (const promise of promises) {
    promise.then(
      (value) => arrive({ status: 'fulfilled', value }),
      (reason) => arrive({ status: 'rejected', reason }),
    );
  }
  while (settled < promises.length || latest) {
    if (!latest) await new Promise<void>((resolve) => (wake = resolve));
    const result = latest!;
    latest = undefined;
    yield result;
  }
}
