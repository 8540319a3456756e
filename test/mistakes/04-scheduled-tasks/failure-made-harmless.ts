// swallowed-error: what is returned is the promise behind the catch, which never rejects
export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  return Promise.resolve()
    .then(work)
    .catch(() => undefined as T);
}
