// lost-result-order: each result is pushed when it comes in
export function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const results: T[] = [];
    if (thunks.length === 0) resolve(results);
    for (const thunk of thunks) {
      thunk().then((result) => {
        results.push(result);
        if (results.length === thunks.length) resolve(results);
      }, reject);
    }
  });
}
