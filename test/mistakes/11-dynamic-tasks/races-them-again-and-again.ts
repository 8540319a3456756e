// wrong-order: Promise.race asks all again each time, and of several that have settled it takes the first of the list
export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  const left = new Set(promises);
  while (left.size > 0) {
    const [promise, result] = await Promise.race(
      [...left].map((each) =>
        each.then(
          (value) => [each, { status: 'fulfilled', value }] as const,
          (reason) => [each, { status: 'rejected', reason }] as const,
        ),
      ),
    );
    left.delete(promise);
    yield result;
  }
}
