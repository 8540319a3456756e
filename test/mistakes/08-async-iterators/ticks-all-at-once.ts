// not-awaited: sleeps, but does not wait for the sleep
import { sleep } from '#workshop';

export async function* ticks(count: number, ms: number, signal: AbortSignal): AsyncIterable<number> {
  for (let number = 1; number <= count; number += 1) {
    void sleep(ms, { signal }).catch(() => {});
    yield number;
  }
}
