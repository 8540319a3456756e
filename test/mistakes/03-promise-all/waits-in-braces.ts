// missing-return: the function in braces waits for each result, and gives nothing back
export async function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  const pending = thunks.map(async (thunk) => {
    await thunk();
  });
  const results: unknown[] = [];
  for (const each of pending) results.push(await each);
  return results as T[];
}
