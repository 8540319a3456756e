// swallowed-cancellation: an aborted signal looks like an ordinary end
import { sleep } from '#workshop';

export async function* ticks(count: number, ms: number, signal: AbortSignal): AsyncIterable<number> {
  for (let number = 1; number <= count && !signal.aborted; number += 1) {
    try {
      await sleep(ms, { signal });
    } catch {
      return;
    }
    yield number;
  }
}
