import { currentProgram } from '../runtime/program.ts';
import { Waiter } from '../runtime/waiter.ts';
import { checkDelay } from './delay.ts';

/**
 * Waits without keeping the thread: everything else may run meanwhile. Built on the global `setTimeout`, so `sleep(0)`
 * takes the shortest time a timer knows, 1 ms.
 *
 * @param ms milliseconds, 0 to 2**31-1; anything else rejects with a RangeError
 * @param options.signal when it aborts, the sleep ends immediately and rejects with the signal's reason
 *
 * @example
 * await sleep(1000);
 */
export function sleep(ms: number, { signal }: { signal?: AbortSignal | undefined } = {}): Promise<void> {
  try {
    checkDelay(ms, 'sleep(ms)');
    signal?.throwIfAborted();
  } catch (error) {
    return Promise.reject(error as Error);
  }
  const due = currentProgram().clock.now() + ms;
  const waiter = new Waiter<void>('sleep', `in sleep(${ms})`, signal, stop, due);
  waiter.place = setTimeout(wake, ms, waiter);
  return waiter.promise;
}

function stop({ place }: Waiter<void>): void {
  clearTimeout(place as NodeJS.Timeout);
}

function wake(waiter: Waiter<void>): void {
  waiter.resolve();
}

/**
 * Works for `ms` milliseconds without ever yielding, as a long calculation does: no timer fires and no other task moves
 * until it returns.
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
