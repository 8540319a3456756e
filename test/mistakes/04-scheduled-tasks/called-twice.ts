// called-twice: one call is for the handler, and a second one for the result
export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  const scheduled = Promise.resolve();
  scheduled.then(work).catch(() => {});
  return scheduled.then(work);
}
