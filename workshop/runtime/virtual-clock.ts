import type { Observer } from './observer.ts';
import type { Clock } from './real-clock.ts';
import { TimerList, TimerQueue } from './timer-queue.ts';
import { VirtualTimer, type Callback, type TimerKind } from './virtual-timer.ts';

export { VirtualTimer } from './virtual-timer.ts';

/** How far a program may go before it is stopped: virtual milliseconds, and timers fired. */
export interface Limit {
  ms: number;
  timers: number;
}

// Far more often than any program looks at the clock between two timers; a loop that waits for the time gets there in no time.
const mostReadings = 1_000_000;

const longestDelay = 2 ** 31 - 1;

/**
 * Time that moves only when nothing is ready, and then jumps to the next due timer. It holds the timers and says which
 * is next; `install` in `timers.ts` puts it behind the global functions.
 */
export class VirtualClock implements Clock {
  readonly #limit: Limit;
  readonly #timers = new TimerQueue();
  readonly #immediates = new TimerList(0);
  readonly #byNumber = new Map<number, VirtualTimer>();
  readonly #observer: Observer;
  /** Armed timers that keep the program alive: those that nobody has unref'd. */
  #alive = 0;
  /** The last immediate of the round that is being fired, by its number; 0 when the last thing fired was none. */
  #round = 0;
  /** The time when the loop last came to its timers; negative before the first time. */
  #loopTime = -1;
  #now = 0;
  #fired = 0;
  #readings = 0;
  /** Why the program had to be stopped, once it went past its limit. */
  runaway: string | undefined;

  constructor(limit: Limit, observer: Observer = {}) {
    this.#limit = limit;
    this.#observer = observer;
  }

  now(): number {
    return this.#now;
  }

  /** What `now()`, `Date.now()` and `performance.now()` ask. A loop that waits for the time to change would never end. */
  read(): number {
    this.#readings += 1;
    if (this.#readings > mostReadings) {
      this.#stop(
        `the program looked at the clock ${mostReadings.toLocaleString('en')} times without ever waiting. ` +
          'Virtual time stands still while code runs: use block(ms) for synchronous work and sleep(ms) to wait',
      );
    }
    return this.#now;
  }

  block(ms: number): void {
    this.#now += ms;
    this.#readings = 0;
    if (this.#now > this.#limit.ms)
      this.#stop(`block(${ms}) took it past ${seconds(this.#limit.ms)} of virtual time`);
  }

  /** Makes a timer and arms it. */
  start(kind: TimerKind, callback: Callback, ms: unknown, args: unknown[], owner: string): VirtualTimer {
    if (typeof callback !== 'function') {
      throw new TypeError(
        `${kind}(callback) takes a function as its callback; it was given ${String(callback)}.`,
      );
    }
    // As in Node: whatever is not a number from 1 to 2**31-1 counts as 1, and fractions are cut off.
    const asked = Number(ms);
    const delay = kind === 'setImmediate' ? 0 : asked >= 1 && asked <= longestDelay ? Math.trunc(asked) : 1;
    const timer = new VirtualTimer(this, kind, delay, owner, callback, args);
    this.arm(timer);
    return timer;
  }

  /** Arms a timer, or arms it anew: it is due `delay` after `from`, behind all that are due at that time already. */
  arm(timer: VirtualTimer, from: number = this.#now): void {
    this.#remove(timer);
    timer.due = from + timer.delay;
    if (timer.kind === 'setImmediate') this.#immediates.append(timer);
    else this.#timers.add(timer);
    if (timer.hasRef()) this.#alive += 1;
    this.#observer.armed?.(timer);
  }

  /** Calls off what `clearTimeout` and its like were given; says whether it was one of this clock's timers. */
  disarm(given: unknown): boolean {
    const byNumber = typeof given === 'number' || typeof given === 'string';
    const timer = byNumber
      ? this.#byNumber.get(Number(given))
      : given instanceof VirtualTimer
        ? given
        : undefined;
    if (!timer) return false;
    if (timer.chain) this.#observer.cleared?.(timer);
    timer.cleared = true;
    this.#byNumber.delete(timer.asyncId());
    this.#remove(timer);
    return true;
  }

  numberOf(timer: VirtualTimer): number {
    const number = timer.asyncId();
    if (!timer.cleared) this.#byNumber.set(number, timer);
    return number;
  }

  /** An armed timer keeps the program alive from now on, or does so no longer. */
  refChanged(timer: VirtualTimer): void {
    if (timer.chain) this.#alive += timer.hasRef() ? 1 : -1;
  }

  /** Whether time would have to move for the next timer to fire. */
  get mustMove(): boolean {
    return !this.#immediates.first && (this.#timers.first?.due ?? Infinity) > this.#now;
  }

  /** Timers that are armed and would keep a Node program alive, in the order they were made. */
  get live(): VirtualTimer[] {
    const armed = [...this.#immediates, ...this.#timers].filter((timer) => timer.hasRef());
    return armed.sort((one, other) => one.asyncId() - other.asyncId());
  }

  /**
   * Fires one timer: an immediate if there is one, else the next that is due, moving time on to it.
   *
   * @returns false when nothing is left that keeps the program alive, or the limit is reached (then `runaway` says why)
   */
  step(): boolean {
    if (this.runaway || this.#alive === 0) return false;
    const timer = this.#next() as VirtualTimer;
    const at = Math.max(this.#now, timer.due);
    const { ms, timers } = this.#limit;
    if (at > ms) this.runaway = `it was still running after ${seconds(ms)} of virtual time`;
    else if (this.#fired >= timers)
      this.runaway = `it had fired ${timers.toLocaleString('en')} timers and was still running`;
    if (this.runaway) {
      this.runaway += `; next would be ${timer.name} of ${timer.owner}`;
      return false;
    }
    this.#fired += 1;
    this.#readings = 0;
    this.#now = at;
    this.#remove(timer);
    this.#fire(timer);
    // As in Node an interval counts from the moment its callback began, however long that took.
    if (timer.kind === 'setInterval' && !timer.cleared) this.arm(timer, at);
    else if (!timer.chain) this.#byNumber.delete(timer.asyncId());
    return true;
  }

  /**
   * An immediate if there is one, else the timer that is due first. As in Node, whose loop looks at the clock once each time
   * round, a new round of immediates comes after the timers that were late when the loop last came to its timers.
   */
  #next(): VirtualTimer | undefined {
    const immediate = this.#immediates.first;
    const timer = this.#timers.first;
    if (!immediate) {
      if (timer && timer.due > this.#loopTime) this.#loopTime = Math.max(this.#now, timer.due);
      this.#round = 0;
      return timer;
    }
    if (immediate.asyncId() > this.#round) {
      if (this.#round > 0 || this.#loopTime < 0) this.#loopTime = this.#now;
      this.#round = 0;
      if (timer && timer.due < this.#loopTime) return timer;
      this.#round = this.#immediates.last!.asyncId();
    }
    return immediate;
  }

  #fire(timer: VirtualTimer): void {
    this.#observer.fired?.(timer);
    try {
      timer.fire();
    } finally {
      this.#observer.returned?.(timer);
    }
  }

  #remove(timer: VirtualTimer): void {
    if (timer.chain && timer.hasRef()) this.#alive -= 1;
    if (timer.chain === this.#immediates) this.#immediates.remove(timer);
    else if (timer.chain) this.#timers.remove(timer, timer.chain);
  }

  #stop(reason: string): never {
    this.runaway ??= reason;
    throw new Error(`Stopped: ${reason}.`);
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toLocaleString('en')} s`;
}
