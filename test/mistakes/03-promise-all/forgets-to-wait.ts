// not-awaited: forEach does not wait for the async functions it calls
export async function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  thunks.forEach(async (thunk, place) => {
    results[place] = await thunk();
  });
  return results;
}
