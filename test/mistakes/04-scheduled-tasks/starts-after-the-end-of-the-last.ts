// sequential: each work waits for the end of the one before

let last: Promise<unknown> = Promise.resolve();
export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  const promise = last.then(work, work);
  last = promise;
  promise.catch(() => {});
  return promise;
}
