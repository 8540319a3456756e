// unhandled-rejection: all start together, but a failure meets no handler until its turn to be awaited comes
export async function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  const promises = thunks.map((thunk) => thunk());
  const results: T[] = [];
  for (const promise of promises) results.push(await promise);
  return results;
}
