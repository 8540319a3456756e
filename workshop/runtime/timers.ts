import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';
import { settleLater, ticks, type Options } from './timer-promises.ts';
import type { Callback } from './virtual-timer.ts';
import { VirtualTimer, type VirtualClock } from './virtual-clock.ts';

// The real functions, taken before anybody can replace them.
const real = {
  ...{ clearTimeout, clearInterval, clearImmediate, Date },
  abortTimeout: AbortSignal.timeout,
  mark: performance.mark.bind(performance),
  measure: performance.measure.bind(performance),
};

/**
 * Puts `clock` behind everything in Node that tells the time or waits for it: the global timers, `Date`, `performance`,
 * `process.hrtime`, `AbortSignal.timeout`, `node:timers` and `node:timers/promises`, however they were imported.
 *
 * @param owner says who arms a timer, for reports
 * @returns a function that puts everything back as it was
 */
export function install(clock: VirtualClock, owner: () => string): () => void {
  const replaced: { target: object; name: string; before: PropertyDescriptor | undefined }[] = [];
  const replace = (target: object, name: string, value: unknown) => {
    const before = Object.getOwnPropertyDescriptor(target, name);
    replaced.push({ target, name, before });
    Object.defineProperty(target, name, { configurable: true, writable: true, ...before, value });
  };

  const setTimeout = (callback: Callback, ms?: unknown, ...args: unknown[]) =>
    clock.start('setTimeout', callback, ms, args, owner());
  const setInterval = (callback: Callback, ms?: unknown, ...args: unknown[]) =>
    clock.start('setInterval', callback, ms, args, owner());
  const setImmediate = (callback: Callback, ...args: unknown[]) =>
    clock.start('setImmediate', callback, 0, args, owner());

  const promises = {
    setTimeout: (ms?: unknown, value?: unknown, options: Options = {}) =>
      settleLater((callback) => setTimeout(callback, ms), value, options),
    setImmediate: (value?: unknown, options: Options = {}) => settleLater(setImmediate, value, options),
    setInterval: (ms?: unknown, value?: unknown, options: Options = {}) =>
      ticks((callback) => setInterval(callback, ms), value, options),
  };
  const scheduler = {
    wait: (ms?: unknown, options: Options = {}) => promises.setTimeout(ms, undefined, options),
    yield: () => promises.setImmediate(),
  };
  Object.defineProperty(setTimeout, promisify.custom, { value: promises.setTimeout });
  Object.defineProperty(setImmediate, promisify.custom, { value: promises.setImmediate });

  // A timer that was armed before this clock took over is still one of Node's own.
  const clear = (given: unknown, original: (timer: never) => void) => {
    const immediate = given instanceof VirtualTimer && given.kind === 'setImmediate';
    if (!immediate && !clock.disarm(given)) original(given as never);
  };
  const clearImmediate = (given: unknown) => {
    if (!(given instanceof VirtualTimer)) real.clearImmediate(given as never);
    else if (given.kind === 'setImmediate') clock.disarm(given);
  };
  const functions = {
    setTimeout,
    setInterval,
    setImmediate,
    clearTimeout: (timer: unknown) => clear(timer, real.clearTimeout),
    clearInterval: (timer: unknown) => clear(timer, real.clearInterval),
    clearImmediate,
  };
  for (const [name, value] of Object.entries(functions)) {
    replace(globalThis, name, value);
    replace(timers, name, value);
  }
  for (const [name, value] of Object.entries({ ...promises, scheduler }))
    replace(timersPromises, name, value);

  replace(globalThis, 'Date', virtualDate(clock));
  replace(performance, 'now', () => clock.read());
  const mark = (name: string, options?: { startTime?: number }) =>
    real.mark(name, { ...options, startTime: options?.startTime ?? clock.read() });
  const measure = (name: string, from?: string | MeasureOptions, to?: string) => {
    const given: MeasureOptions = typeof from === 'object' ? { ...from } : { start: from ?? 0, end: to };
    if (given.end === undefined && given.duration === undefined) given.end = clock.read();
    return real.measure(name, given as Parameters<typeof real.measure>[1]);
  };
  replace(performance, 'mark', mark);
  replace(performance, 'measure', measure);
  replace(process, 'hrtime', virtualHrtime(clock));
  replace(AbortSignal, 'timeout', (ms: number) => {
    if (!Number.isInteger(ms) || ms < 0) return real.abortTimeout.call(AbortSignal, ms);
    const controller = new AbortController();
    const expire = () =>
      controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    setTimeout(expire, ms).unref();
    return controller.signal;
  });
  syncBuiltinESMExports();

  return () => {
    for (const { target, name, before } of replaced) {
      if (before) Object.defineProperty(target, name, before);
      else Reflect.deleteProperty(target, name);
    }
    syncBuiltinESMExports();
  };
}

interface MeasureOptions {
  start?: string | number;
  end?: string | number | undefined;
  duration?: number;
  detail?: unknown;
}

function virtualHrtime(clock: VirtualClock): typeof process.hrtime {
  const bigint = () => BigInt(Math.round(clock.read() * 1e6));
  const hrtime = (since?: [number, number]): [number, number] => {
    const passed = bigint() - (since ? BigInt(since[0]) * 1_000_000_000n + BigInt(since[1]) : 0n);
    return [Number(passed / 1_000_000_000n), Number(passed % 1_000_000_000n)];
  };
  return Object.assign(hrtime, { bigint });
}

function virtualDate(clock: VirtualClock): DateConstructor {
  const now = () => Math.floor(clock.read());
  return new Proxy(real.Date, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: (target) => new target(now()).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
}
