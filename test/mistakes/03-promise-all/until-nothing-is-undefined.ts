// lost-item: undefined is taken for a result that is not there yet

export async function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const results = new Array<T>(thunks.length).fill(undefined as T);
    if (thunks.length === 0) resolve(results);
    thunks.forEach((thunk, index) => {
      thunk().then((value) => {
        results[index] = value;
        if (results.every((result) => result !== undefined)) resolve(results);
      }, reject);
    });
  });
}
