// keeps-going: the jobs after the one that failed are called as well, and only then the error comes out
export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  let failure: { error: unknown } | undefined;
  for (const job of jobs) {
    try {
      results.push(await job());
    } catch (error) {
      failure ??= { error };
    }
  }
  if (failure) throw failure.error;
  return results;
}
