// wrong-order: a stack gives back the last job first
export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const left = [...jobs];
  const results: T[] = [];
  for (let job = left.pop(); job; job = left.pop()) results.push(await job());
  return results;
}
