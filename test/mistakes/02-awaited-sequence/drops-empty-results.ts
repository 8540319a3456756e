// lost-item: results that are undefined, 0 or empty are left out
export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  for (const job of jobs) {
    const result = await job();
    if (result) results.push(result);
  }
  return results;
}
