// Process.nextTick, which comes even before the microtasks.

export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  const promise = new Promise<T>((resolve, reject) => {
    process.nextTick(() => {
      try {
        resolve(work());
      } catch (error) {
        reject(error);
      }
    });
  });
  promise.catch(() => {});
  return promise;
}
