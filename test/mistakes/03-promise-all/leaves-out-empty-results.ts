// lost-item: a result that is undefined, 0 or empty is not counted, so the last one never comes
export function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const results: T[] = [];
    if (thunks.length === 0) resolve(results);
    thunks.forEach((thunk, place) => {
      thunk().then((result) => {
        results[place] = result;
        if (thunks.every((_, each) => results[each])) resolve(results);
      }, reject);
    });
  });
}
