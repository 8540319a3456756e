// deadlock: with no functions nothing ever resolves the promise
export function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const results: T[] = [];
    let done = 0;
    thunks.forEach((thunk, place) => {
      thunk().then((result) => {
        results[place] = result;
        if (++done === thunks.length) resolve(results);
      }, reject);
    });
  });
}
