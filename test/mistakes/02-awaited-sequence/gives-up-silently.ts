// swallowed-error: the loop stops at the job that fails, but the caller hears nothing of it
export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  for (const job of jobs) {
    try {
      results.push(await job());
    } catch {
      break;
    }
  }
  return results;
}
