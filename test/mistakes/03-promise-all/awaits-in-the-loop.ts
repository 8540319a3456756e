// sequential: the loop waits for each function before it calls the next
export async function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  for (const thunk of thunks) {
    const result = await thunk();
    results.push(result);
  }
  return results;
}
