// leaked-listener: adds a listener for every wait and takes none away

export async function* ticks(count: number, ms: number, signal: AbortSignal): AsyncIterable<number> {
  for (let number = 1; number <= count; number += 1) {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    });
    yield number;
  }
}
