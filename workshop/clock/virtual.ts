import { AsyncResource } from 'node:async_hooks';
import TinyQueue from 'tinyqueue';
import type { Clock } from './real.ts';

/** How far a program may go before it is stopped: virtual milliseconds, and timers fired. */
export interface Limit {
  ms: number;
  timers: number;
}

// Far more often than any program looks at the clock between two timers; a loop that waits for the time gets there at once.
const mostReadings = 1_000_000;

/** A timer of the virtual clock, with the methods that Node's own timers have. */
export class VirtualTimer {
  readonly #clock: VirtualClock;
  readonly #scope = new AsyncResource('VirtualTimer');
  readonly #callback: (...args: unknown[]) => void;
  readonly #args: unknown[];
  /** Such as `setTimeout(1000)`. */
  readonly name: string;
  /** Who armed it. */
  readonly owner: string;
  readonly delay: number;
  readonly repeats: boolean;
  readonly id: number;
  due = 0;
  armed = false;
  #ref = true;

  constructor(
    clock: VirtualClock,
    { id, name, owner, delay, repeats }: { id: number; name: string; owner: string; delay: number; repeats: boolean },
    callback: (...args: unknown[]) => void,
    args: unknown[],
  ) {
    this.#clock = clock;
    this.id = id;
    this.name = name;
    this.owner = owner;
    this.delay = delay;
    this.repeats = repeats;
    this.#callback = callback;
    this.#args = args;
  }

  fire(): void {
    this.#scope.runInAsyncScope(this.#callback, this, ...this.#args);
  }

  ref(): this {
    this.#ref = true;
    return this;
  }

  unref(): this {
    this.#ref = false;
    return this;
  }

  hasRef(): boolean {
    return this.#ref;
  }

  refresh(): this {
    this.#clock.arm(this);
    return this;
  }

  close(): this {
    this.#clock.disarm(this);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.id;
  }

  /** What `using timer = setTimeout(…)` calls. Node 20 knows the symbol, though its types do not always say so. */
  [Symbol.dispose](): void {
    this.close();
  }
}

/**
 * Time that moves only when nothing is ready, and then jumps to the next due timer. It holds the timers and says which
 * is next; `install` in `timers.ts` puts it behind the global functions.
 */
export class VirtualClock implements Clock {
  readonly #limit: Limit;
  readonly #timers = new Map<number, VirtualTimer>();
  readonly #immediates = new Set<VirtualTimer>();
  /** The timers of each due time, in the order they were armed; and those times, the earliest first. */
  readonly #due = new Map<number, { timers: Set<VirtualTimer>; inOrder: Iterator<VirtualTimer> }>();
  readonly #times = new TinyQueue<number>();
  #now = 0;
  #created = 0;
  #fired = 0;
  #readings = 0;
  /** Why the program had to be stopped, once it went past its limit. */
  runaway: string | undefined;

  constructor(limit: Limit) {
    this.#limit = limit;
  }

  now(): number {
    return this.#now;
  }

  /** What `now()`, `Date.now()` and `performance.now()` ask. A loop that waits for the time to change would never end. */
  read(): number {
    this.#readings += 1;
    if (this.#readings > mostReadings) {
      this.runaway ??=
        `the program looked at the clock ${mostReadings.toLocaleString('en')} times without ever waiting. ` +
        'Virtual time stands still while code runs: use block(ms) for synchronous work and sleep(ms) to wait';
      throw new Error(`Stopped: ${this.runaway}.`);
    }
    return this.#now;
  }

  block(ms: number): void {
    this.#now += ms;
    this.#readings = 0;
  }

  /** Makes a timer and arms it. */
  start(
    kind: 'setTimeout' | 'setInterval' | 'setImmediate',
    callback: (...args: unknown[]) => void,
    ms: unknown,
    args: unknown[],
    owner: string,
  ): VirtualTimer {
    if (typeof callback !== 'function') {
      throw new TypeError(`${kind}(callback) takes a function as its callback; it was given ${String(callback)}.`);
    }
    // As in Node: whatever is not a number from 1 to 2**31-1 counts as 1, and fractions are cut off.
    const asked = Number(ms);
    const delay = kind === 'setImmediate' ? 0 : asked >= 1 && asked <= 2 ** 31 - 1 ? Math.trunc(asked) : 1;
    const name = kind === 'setImmediate' ? kind : `${kind}(${delay})`;
    this.#created += 1;
    const what = { id: this.#created, name, owner, delay, repeats: kind === 'setInterval' };
    const timer = new VirtualTimer(this, what, callback, args);
    this.arm(timer);
    return timer;
  }

  /** Arms a timer, or arms it anew: it is due `delay` from now, behind all that are due at that time already. */
  arm(timer: VirtualTimer): void {
    this.disarm(timer);
    timer.armed = true;
    timer.due = this.#now + timer.delay;
    this.#timers.set(timer.id, timer);
    if (timer.name === 'setImmediate') {
      this.#immediates.add(timer);
      return;
    }
    let together = this.#due.get(timer.due);
    if (!together) {
      const timers = new Set<VirtualTimer>();
      // One iterator for all of them: it goes on where it stopped, past those that are gone, on to those that come.
      together = { timers, inOrder: timers.values() };
      this.#due.set(timer.due, together);
      this.#times.push(timer.due);
    }
    together.timers.add(timer);
  }

  /** Takes whatever `clearTimeout` and its like take; says whether it was one of this clock's timers. */
  disarm(given: unknown): boolean {
    const timer = given instanceof VirtualTimer ? given : this.#timers.get(Number(given));
    if (!timer) return false;
    timer.armed = false;
    this.#timers.delete(timer.id);
    this.#immediates.delete(timer);
    const together = this.#due.get(timer.due);
    together?.timers.delete(timer);
    if (together?.timers.size === 0) this.#due.delete(timer.due);
    return true;
  }

  /** Timers that are armed and would keep a Node program alive, in the order they were made. */
  get live(): VirtualTimer[] {
    return [...this.#timers.values()].filter((timer) => timer.hasRef());
  }

  /**
   * Fires one timer: an immediate if there is one, else the next that is due, moving time on to it.
   *
   * @returns false when there was nothing to fire, or the limit is reached (then `runaway` says why)
   */
  step(): boolean {
    if (this.runaway) return false;
    const timer = this.#next();
    if (!timer) return false;
    if (Math.max(this.#now, timer.due) > this.#limit.ms) {
      this.runaway = `it was still running after ${seconds(this.#limit.ms)} of virtual time; next would be ${timer.name} of ${timer.owner}`;
      return false;
    }
    if (this.#fired >= this.#limit.timers) {
      this.runaway = `it had fired ${this.#limit.timers.toLocaleString('en')} timers and was still running; next would be ${timer.name} of ${timer.owner}`;
      return false;
    }
    this.#fired += 1;
    this.#readings = 0;
    this.#now = Math.max(this.#now, timer.due);
    this.disarm(timer);
    // An interval stays known while its callback runs, so that the callback can clear it.
    if (timer.repeats) this.#timers.set(timer.id, timer);
    timer.fire();
    // Unless its callback cleared it or armed it anew, it goes on, counted from the end of the callback.
    if (timer.repeats && !timer.armed && this.#timers.has(timer.id)) this.arm(timer);
    return true;
  }

  /** Immediates run before the timers of the same instant. */
  #next(): VirtualTimer | undefined {
    const [immediate] = this.#immediates;
    if (immediate) return immediate;
    for (let due = this.#times.peek(); due !== undefined; due = this.#times.peek()) {
      const next = this.#due.get(due)?.inOrder.next();
      if (next && !next.done) return next.value;
      this.#times.pop();
    }
    return undefined;
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toLocaleString('en')} s`;
}
