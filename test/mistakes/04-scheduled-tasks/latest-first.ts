// wrong-order: the works wait on a stack, and the one scheduled last starts first
const waiting: (() => void)[] = [];

export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  const result = new Promise<T>((resolve, reject) => {
    waiting.push(() => Promise.resolve().then(work).then(resolve, reject));
  });
  result.catch(() => {});
  queueMicrotask(() => waiting.pop()?.());
  return result;
}
