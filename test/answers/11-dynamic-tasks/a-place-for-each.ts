// A list of promises that are filled in the order of arrival.

export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  const fill: ((result: PromiseSettledResult<T>) => void)[] = [];
  const places = promises.map(() => new Promise<PromiseSettledResult<T>>((resolve) => fill.push(resolve)));
  let arrived = 0;
  for (const promise of promises) {
    promise.then(
      (value) => fill[arrived++]!({ status: 'fulfilled', value }),
      (reason: unknown) => fill[arrived++]!({ status: 'rejected', reason }),
    );
  }
  for (const place of places) yield await place;
}
