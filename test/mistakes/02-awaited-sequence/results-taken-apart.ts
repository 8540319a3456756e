// wrong-value: concat takes apart a result that is a list

export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  let results: T[] = [];
  for (const job of jobs) results = results.concat(await job());
  return results;
}
