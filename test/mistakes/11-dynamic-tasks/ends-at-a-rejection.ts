// uncaught-error: a rejection ends the loop
export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  const pending = new Map(
    promises.map((promise, place) => [place, Promise.resolve(promise).then((value) => ({ place, value }))]),
  );
  while (pending.size > 0) {
    const { place, value } = await Promise.race(pending.values());
    pending.delete(place);
    yield { status: 'fulfilled', value };
  }
}
