// deadlock: a failure is caught and never passed on, so the promise never settles
export async function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  return new Promise((resolve) => {
    const results: T[] = [];
    let missing = thunks.length;
    if (missing === 0) resolve(results);
    for (const [place, thunk] of thunks.entries())
      thunk().then(
        (result) => {
          results[place] = result;
          missing -= 1;
          if (missing === 0) resolve(results);
        },
        () => {},
      );
  });
}
