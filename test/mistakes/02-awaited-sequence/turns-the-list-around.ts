// mutated-input: reverse() turns the caller's own list around

export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  jobs.reverse();
  for (let index = jobs.length - 1; index >= 0; index -= 1) results.push(await jobs[index]!());
  return results;
}
