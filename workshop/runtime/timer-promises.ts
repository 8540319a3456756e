import type { Callback, VirtualTimer } from './virtual-timer.ts';

export type Options = { signal?: AbortSignal; ref?: boolean };

/** The error that Node's promise timers reject with: the signal's reason is its cause. */
function aborted(signal: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
}

/** What `node:timers/promises` does with `setTimeout` and `setImmediate`. */
export function settleLater<T>(
  start: (callback: Callback) => VirtualTimer,
  value: T,
  { signal, ref = true }: Options,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(aborted(signal));
    const stop = () => {
      timer.close();
      reject(aborted(signal as AbortSignal));
    };
    const timer = start(() => {
      signal?.removeEventListener('abort', stop);
      resolve(value);
    });
    if (!ref) timer.unref();
    signal?.addEventListener('abort', stop);
  });
}

/** What `node:timers/promises` does with `setInterval`: a value for every tick, also for those nobody was waiting at. */
export async function* ticks<T>(
  start: (callback: Callback) => VirtualTimer,
  value: T,
  { signal, ref = true }: Options,
): AsyncGenerator<T> {
  let ready = 0;
  let wake = () => {};
  const timer = start(() => {
    ready += 1;
    wake();
  });
  if (!ref) timer.unref();
  const stop = () => wake();
  signal?.addEventListener('abort', stop);
  try {
    for (;;) {
      if (!signal?.aborted) await new Promise<void>((resolve) => (wake = resolve));
      for (; ready > 0; ready -= 1) yield value;
      if (signal?.aborted) throw aborted(signal);
    }
  } finally {
    timer.close();
    signal?.removeEventListener('abort', stop);
  }
}
