import { currentProgram } from '../runtime/program.ts';
import { Waiter } from '../runtime/waiter.ts';

const longest = 2 ** 31 - 1;

/** Refuses what a timer would silently turn into 1 ms. */
export function checkDelay(ms: number, name: string): void {
  if (typeof ms !== 'number' || !(ms >= 0 && ms <= longest)) {
    throw new RangeError(`${name} takes milliseconds from 0 to ${longest}; it was given ${String(ms)}.`);
  }
}

/**
 * Waits without keeping the thread: everything else may run meanwhile. Built on the global `setTimeout`, so `sleep(0)`
 * takes the shortest time a timer knows, 1 ms.
 *
 * @param ms milliseconds, 0 to 2**31-1; anything else rejects with a RangeError
 * @param options.signal when it aborts, the sleep ends at once and rejects with the signal's reason
 *
 * @example
 * await sleep(1000);
 */
export function sleep(ms: number, { signal }: { signal?: AbortSignal | undefined } = {}): Promise<void> {
  try {
    checkDelay(ms, 'sleep(ms)');
    signal?.throwIfAborted();
  } catch (error) {
    return Promise.reject(error);
  }
  const waiter = new Waiter<void>(`in sleep(${ms})`, signal, signal && (() => clearTimeout(timer)));
  const timer = setTimeout(wake, ms, waiter);
  return waiter.promise;
}

function wake(waiter: Waiter<void>): void {
  waiter.resolve();
}

/**
 * Works for `ms` milliseconds without ever giving the thread away, as a long calculation does: no timer fires, no
 * other task moves until it returns.
 *
 * @param ms milliseconds, 0 to 2**31-1; anything else throws a RangeError
 *
 * @example
 * block(500); // half a second in which nothing else can happen
 */
export function block(ms: number): void {
  checkDelay(ms, 'block(ms)');
  currentProgram().block(ms);
}

/**
 * Milliseconds since the program began, on whichever clock runs it.
 *
 * @example
 * const before = now();
 * await sleep(1000);
 * log(`slept for ${now() - before} ms`);
 */
export function now(): number {
  return currentProgram().clock.read();
}
