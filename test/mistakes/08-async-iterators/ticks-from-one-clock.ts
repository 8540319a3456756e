// too-early: counts every tick from the beginning, so that a slow body finds the next one ready
import { now, sleep } from '#workshop';

export async function* ticks(count: number, ms: number, signal: AbortSignal): AsyncIterable<number> {
  const began = now();
  for (let number = 1; number <= count; number += 1) {
    await sleep(Math.max(0, began + number * ms - now()), { signal });
    yield number;
  }
}
