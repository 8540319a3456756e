// mutated-input: shift takes the jobs out of the list that belongs to the caller
export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  for (let job = jobs.shift(); job; job = jobs.shift()) results.push(await job());
  return results;
}
