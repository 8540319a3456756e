// eager-start: the function inside new Promise runs immediately, and so does the work
export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  const result = new Promise<T>((resolve) => resolve(work()));
  result.catch(() => {});
  return result;
}
