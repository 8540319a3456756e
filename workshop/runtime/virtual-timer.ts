import { AsyncResource } from 'node:async_hooks';
import type { Link } from './chain.ts';
import type { TimerList } from './timer-queue.ts';
import type { VirtualClock } from './virtual-clock.ts';

export type Callback = (...args: unknown[]) => void;
export type TimerKind = 'setTimeout' | 'setInterval' | 'setImmediate';

/**
 * A timer of the virtual clock, with the methods that Node's own timers have. As in Node it is an async resource: its
 * callback runs in the context (AsyncLocalStorage) of the code that made it.
 */
export class VirtualTimer extends AsyncResource implements Link<VirtualTimer> {
  readonly kind: TimerKind;
  /** Milliseconds from arming to firing. */
  readonly delay: number;
  /** Who made it. */
  readonly owner: string;
  due = 0;
  /** Where it waits, and between whom, while it is armed. */
  chain: TimerList | undefined;
  before: VirtualTimer | undefined;
  after: VirtualTimer | undefined;
  /** Somebody called it off, so nothing arms it again. */
  cleared = false;
  readonly #clock: VirtualClock;
  readonly #callback: Callback;
  readonly #args: unknown[];
  #ref = true;

  constructor(
    clock: VirtualClock,
    kind: TimerKind,
    delay: number,
    owner: string,
    callback: Callback,
    args: unknown[],
  ) {
    super('VirtualTimer');
    this.#clock = clock;
    this.kind = kind;
    this.delay = delay;
    this.owner = owner;
    this.#callback = callback;
    this.#args = args;
  }

  /** Such as `setTimeout(1000)`. */
  get name(): string {
    return this.kind === 'setImmediate' ? this.kind : `${this.kind}(${this.delay})`;
  }

  fire(): void {
    this.runInAsyncScope(this.#callback, this, ...this.#args);
  }

  ref(): this {
    return this.#setRef(true);
  }

  unref(): this {
    return this.#setRef(false);
  }

  hasRef(): boolean {
    return this.#ref;
  }

  /** Begins its delay anew, also when it has fired; does nothing when it was cleared. */
  refresh(): this {
    if (!this.cleared) this.#clock.arm(this);
    return this;
  }

  close(): this {
    this.#clock.disarm(this);
    return this;
  }

  /** Its number, which `clearTimeout` takes as well. Only timers that were asked for it are known by it. */
  [Symbol.toPrimitive](): number {
    return this.#clock.numberOf(this);
  }

  /** What `using timer = setTimeout(…)` calls. Node 20 knows the symbol, though its types do not always say so. */
  [Symbol.dispose](): void {
    this.close();
  }

  #setRef(ref: boolean): this {
    if (this.#ref !== ref) {
      this.#ref = ref;
      this.#clock.refChanged(this);
    }
    return this;
  }
}
