// wrong-order: looks for what has settled in the order of the list, not in the order of settling
export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  const results: (PromiseSettledResult<T> | undefined)[] = promises.map(() => undefined);
  let wake = () => {};
  for (const [place, promise] of promises.entries()) {
    const arrive = (result: PromiseSettledResult<T>) => {
      results[place] = result;
      wake();
    };
    promise.then(
      (value) => arrive({ status: 'fulfilled', value }),
      (reason) => arrive({ status: 'rejected', reason }),
    );
  }
  for (let given = 0; given < promises.length; given += 1) {
    let place = results.findIndex((result) => result !== undefined);
    if (place === -1) {
      await new Promise<void>((resolve) => (wake = resolve));
      place = results.findIndex((result) => result !== undefined);
    }
    const result = results[place]!;
    results[place] = undefined;
    yield result;
  }
}
