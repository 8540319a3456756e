// The timer of node:timers/promises, ended by a second controller.
import { setTimeout as pause } from 'node:timers/promises';

export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const deadline = new AbortController();
  const done = new AbortController();
  pause(ms, undefined, { signal: done.signal }).then(
    () => deadline.abort(new DOMException('too late', 'TimeoutError')),
    () => {},
  );
  try {
    return await work(deadline.signal);
  } finally {
    done.abort();
  }
}
