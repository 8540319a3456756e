// swallowed-cancellation: when the time is over the race is lost, and nothing comes of it
export async function withDeadline<T>(
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const { signal } = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DOMException('too late', 'TimeoutError')), ms);
  });
  try {
    return await Promise.race([work(signal), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
