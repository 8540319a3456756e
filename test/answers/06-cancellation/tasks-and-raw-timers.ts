// withDeadline cancels a task; retry waits with a raw timer, clears it by hand, and decides after the catch.
import { createTask, sleep } from '#workshop';
import type { RetryOptions } from '../../../solutions/06-cancellation.ts';

export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const task = createTask(work, { name: 'work' });
  const deadline = createTask(async (signal) => {
    await sleep(ms, { signal });
    task.cancel(new DOMException('too late', 'TimeoutError'));
  });
  try {
    return await task;
  } finally {
    deadline.cancel();
    await deadline.catch(() => {});
  }
}

export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attempts, delay, signal }: RetryOptions,
): Promise<T> {
  let last: { error: unknown } | undefined;
  for (const attempt of Array(attempts).keys()) {
    signal.throwIfAborted();
    if (attempt > 0) await pause(delay, signal);
    try {
      return await work(signal);
    } catch (error) {
      last = { error };
      if (signal.aborted) break;
    }
  }
  throw last?.error;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
