import { onAbort } from './cancellation.ts';
import type { Job } from './job.ts';
import type { Wait, WaitKind } from './observer.ts';
import { currentProgram, type Program } from './program.ts';
import { currentScope } from './scope.ts';

/**
 * One caller that waits: the promise it holds, its answer to an aborted signal, and what is told of it to those who watch.
 * Every waiting call of the workshop is built on it, so that none forgets one of the three.
 */
export class Waiter<T> implements Wait {
  chain: object | undefined;
  before: Wait | undefined;
  after: Wait | undefined;
  readonly promise: Promise<T>;
  readonly kind: WaitKind;
  readonly job: Job<unknown> | undefined;
  readonly lane: string;
  readonly hasSignal: boolean;
  readonly due: number | undefined;
  /** Where the owner keeps it: a place in a line, or a timer. */
  place: unknown;
  readonly #what: string | (() => string);
  readonly #program: Program;
  #resolve!: (value: unknown) => void;
  #reject!: (error: unknown) => void;
  #stopListening: (() => void) | undefined;
  readonly #onGiveUp: ((waiter: Waiter<T>) => void) | undefined;
  #isWaiting = true;

  /**
   * @param what finishes the sentence "shop 1 waits …", such as `in queue.get()`
   * @param signal not aborted yet; when it aborts, the promise rejects with its reason
   * @param onGiveUp called first in that case, so that the owner forgets this waiter before any other code runs
   * @param due when a sleep ends, in the program's time
   */
  constructor(
    kind: WaitKind,
    what: string | (() => string),
    signal?: AbortSignal,
    onGiveUp?: (waiter: Waiter<T>) => void,
    due?: number,
  ) {
    const scope = currentScope();
    this.job = scope?.job;
    this.lane = scope?.lane ?? scope?.job.name ?? 'main';
    this.#program = scope?.job.program ?? currentProgram();
    this.kind = kind;
    this.#what = what;
    this.hasSignal = signal !== undefined;
    this.due = due;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve as (value: unknown) => void;
      this.#reject = reject;
    });
    this.#onGiveUp = onGiveUp;
    if (signal) this.#stopListening = onAbort(signal, () => this.giveUp(signal.reason));
    this.#program.begins(this);
  }

  get what(): string {
    return typeof this.#what === 'string' ? this.#what : this.#what();
  }

  /** Hands `value` over. That is final: an abort that comes later, in the same turn, changes nothing. */
  resolve(value: T): void {
    this.#leave();
    this.#resolve(value);
  }

  /** Stops waiting, as an abort makes it do; does nothing when something has been handed over already. */
  giveUp(reason: unknown): void {
    if (!this.#isWaiting) return;
    this.#onGiveUp?.(this);
    this.reject(reason);
  }

  reject(error: unknown): void {
    this.#leave();
    this.#reject(error);
  }

  #leave(): void {
    this.#isWaiting = false;
    this.#program.goesOn(this);
    this.#stopListening?.();
  }
}

/** A task that waits for something that is no call of its own: for another task, or for a slot. */
export class TaskWait implements Wait {
  chain: object | undefined;
  before: Wait | undefined;
  after: Wait | undefined;
  readonly kind: WaitKind;
  readonly what: string;
  readonly job: Job<unknown>;
  readonly lane: string;
  readonly hasSignal: boolean;

  constructor(kind: WaitKind, what: string, job: Job<unknown>, lane: string, hasSignal: boolean) {
    this.kind = kind;
    this.what = what;
    this.job = job;
    this.lane = lane;
    this.hasSignal = hasSignal;
  }
}
