// fails-late: looks at the signal only after the sleep
import { sleep } from '#workshop';

export async function* ticks(count: number, ms: number, signal: AbortSignal): AsyncIterable<number> {
  for (let number = 1; number <= count; number += 1) {
    signal.throwIfAborted();
    await sleep(ms);
    signal.throwIfAborted();
    yield number;
  }
}
