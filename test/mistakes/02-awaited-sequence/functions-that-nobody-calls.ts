// unfinished: a function is made for each job, and none of them is ever called
export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  jobs.map((job) => async () => results.push(await job()));
  return results;
}
