// leaked-timer: the sleep that lost the race against the signal goes on
import { sleep } from '#workshop';

export async function* ticks(count: number, ms: number, signal: AbortSignal): AsyncIterable<number> {
  signal.throwIfAborted();
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  for (let number = 1; number <= count; number += 1) {
    await Promise.race([sleep(ms), aborted]);
    yield number;
  }
}
