// not-awaited: forEach does not wait for the async functions it calls
export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  jobs.forEach(async (job) => {
    results.push(await job());
  });
  return results;
}
