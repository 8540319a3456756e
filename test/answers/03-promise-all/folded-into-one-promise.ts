// reduce: all are started first, then joined pair by pair; every promise gets a handler immediately.
export function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  const started = thunks.map((thunk) => thunk());
  return started.reduce<Promise<T[]>>((sofar, promise) => both(sofar, promise), Promise.resolve([]));
}

function both<T>(list: Promise<T[]>, last: Promise<T>): Promise<T[]> {
  return new Promise((resolve, reject) => {
    last.catch(reject);
    list.then((results) => last.then((result) => resolve([...results, result]))).catch(reject);
  });
}
