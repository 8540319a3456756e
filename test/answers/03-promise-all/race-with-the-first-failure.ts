// The first failure is raced against the results, awaited in order.

export async function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  const promises = thunks.map((thunk) => thunk());
  let fail!: (error: unknown) => void;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  failed.catch(() => {});
  for (const promise of promises) promise.catch(fail);
  const results: T[] = [];
  for (const promise of promises) results.push(await Promise.race([promise, failed]));
  return results;
}
