// wrong-error: Node's own timer wraps the reason of the signal in an error of its own
import { setTimeout as wait } from 'node:timers/promises';

export async function* ticks(count: number, ms: number, signal: AbortSignal): AsyncIterable<number> {
  for (let number = 1; number <= count; number += 1) {
    await wait(ms, undefined, { signal });
    yield number;
  }
}
