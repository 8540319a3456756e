// An async function for each thunk writes into its place; the last one to finish resolves the whole.

export function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  const results = new Array<T>(thunks.length);
  let done = 0;
  return new Promise((resolve, reject) => {
    const runOne = async (place: number) => {
      try {
        results[place] = await thunks[place]!();
        done += 1;
        if (done === thunks.length) resolve(results);
      } catch (error) {
        reject(error);
      }
    };
    for (const place of thunks.keys()) void runOne(place);
    if (thunks.length === 0) resolve([]);
  });
}
