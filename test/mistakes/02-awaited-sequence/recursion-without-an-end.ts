// code-error: the recursion does not look whether a job is left
export async function inSequence<T>([first, ...rest]: (() => Promise<T>)[]): Promise<T[]> {
  return [await first!(), ...(await inSequence(rest))];
}
