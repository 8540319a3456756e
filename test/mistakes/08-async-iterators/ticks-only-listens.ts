// swallowed-cancellation: a signal that has aborted before the wait is not heard, only one that aborts in it
export async function* ticks(count: number, ms: number, signal: AbortSignal): AsyncIterable<number> {
  signal.throwIfAborted();
  for (let number = 1; number <= count; number += 1) {
    await new Promise<void>((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal.addEventListener('abort', stop, { once: true });
    });
    yield number;
  }
}
