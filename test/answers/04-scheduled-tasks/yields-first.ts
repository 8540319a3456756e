// An inner async function that yields first.

export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  const begin = async (): Promise<T> => {
    await null;
    return await work();
  };
  const promise = begin();
  void promise.then(undefined, () => undefined);
  return promise;
}
