// siblings-left-running: a race with a timer, and the work that lost it goes on

export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal } = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DOMException('too late', 'TimeoutError')), ms);
  });
  return Promise.race([work(signal), late]).finally(() => clearTimeout(timer));
}
