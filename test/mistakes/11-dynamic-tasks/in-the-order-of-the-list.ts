// too-late: awaits the promises in the order of the list, so the first one holds up all others
export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  for (const promise of promises) {
    const [result] = await Promise.allSettled([promise]);
    yield result;
  }
}
