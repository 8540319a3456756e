// too-late: a timer starts the work, 1 ms after it was scheduled
export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  const result = new Promise<void>((resolve) => setTimeout(resolve, 0)).then(work);
  result.catch(() => {});
  return result;
}
