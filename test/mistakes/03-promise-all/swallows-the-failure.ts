// swallowed-error: a failure is caught, and counts as a result that is undefined
export async function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = new Array<T>(thunks.length);
  const jobs = thunks.map(async (thunk, place) => {
    try {
      results[place] = await thunk();
    } catch {
      // The result stays undefined.
    }
  });
  for (const job of jobs) await job;
  return results;
}
