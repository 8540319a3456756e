// lost-item: what settles while nobody waits is not kept
export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  let wake: ((result: PromiseSettledResult<T>) => void) | undefined;
  for (const promise of promises) {
    void promise.then(
      (value) => wake?.({ status: 'fulfilled', value }),
      (reason: unknown) => wake?.({ status: 'rejected', reason }),
    );
  }
  for (let count = 0; count < promises.length; count += 1) {
    yield await new Promise<PromiseSettledResult<T>>((resolve) => (wake = resolve));
  }
}
