// unhandled-rejection: until somebody awaits it, the failed promise has no handler
export async function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  await Promise.resolve();
  return work();
}
