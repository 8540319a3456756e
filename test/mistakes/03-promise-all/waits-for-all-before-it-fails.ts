// fails-late: every outcome is awaited before the first failure is looked at
export async function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  const failures: unknown[] = [];
  const results: T[] = [];
  let missing = thunks.length;
  await new Promise<void>((resolve) => {
    const one = () => {
      missing -= 1;
      if (missing <= 0) resolve();
    };
    if (thunks.length === 0) resolve();
    thunks.forEach((thunk, place) => {
      thunk()
        .then(
          (result) => (results[place] = result),
          (error: unknown) => failures.push(error),
        )
        .then(one);
    });
  });
  if (failures.length > 0) throw failures[0];
  return results;
}
