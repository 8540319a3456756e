// eager-start: the loop awaits one after the other, but all calls were made before it
export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const calls = jobs.map((job) => job());
  const results: T[] = [];
  for (const call of calls) results.push(await call);
  return results;
}
