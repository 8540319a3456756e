import { AsyncResource } from 'node:async_hooks';
import { isCancellation, onAbort } from './cancellation.ts';
import type { Link } from './chain.ts';
import type { JobState, Wait } from './observer.ts';
import { currentProgram, type Program } from './program.ts';
import { currentJob, currentScope, runInScope, type Scope } from './scope.ts';
import { TaskWait } from './waiter.ts';

export type Work<T> = (signal: AbortSignal) => T | PromiseLike<T>;

const settled = Promise.resolve();
let ended = 0;

/**
 * One piece of work under way: the inside of every `Task`, and of `main`. It knows when to start, how to be cancelled and
 * how it ended; what learners see of it is the class `Task`.
 */
export class Job<T = unknown> implements Link<Job<unknown>> {
  chain: object | undefined;
  before: Job<unknown> | undefined;
  after: Job<unknown> | undefined;
  readonly name: string;
  readonly program: Program = currentProgram();
  state: JobState = 'scheduled';
  value: T | undefined;
  error: unknown;
  /** What it waits for before it may start: a slot of an executor. */
  held: Wait | undefined;
  /** How many jobs had ended before this one did. */
  endedAs = 0;
  #work: Work<T> | undefined;
  #controller: AbortController | undefined;
  #seen = false;
  /** Made when somebody asks for it: the children of a group are seldom awaited one by one. */
  #promise: Promise<T> | undefined;
  #resolve: ((value: unknown) => void) | undefined;
  #reject: ((error: unknown) => void) | undefined;
  #awaiters: Wait[] | undefined;
  /** Most jobs have one who wants to know of their end; the set is for the others. */
  #whenEnded: ((job: Job<unknown>) => void) | undefined;
  #alsoWhenEnded: Set<(job: Job<unknown>) => void> | undefined;
  #stopListening: (() => void) | undefined;
  #context: AsyncResource | undefined;

  /** A job that is only constructed waits for `start()`. */
  constructor(work: Work<T>, name: string | undefined, signal?: AbortSignal) {
    this.#work = work;
    this.name = name ?? this.program.nextTaskName();
    this.program.jobCreated(this, currentJob());
    if (signal?.aborted) this.cancel(signal.reason);
    else if (signal) this.#stopListening = onAbort(signal, () => this.cancel(signal.reason));
  }

  get done(): boolean {
    return this.state !== 'scheduled' && this.state !== 'running';
  }

  /** Whether it has been asked to stop and has not ended. */
  get isStopping(): boolean {
    return this.#controller?.signal.aborted ?? false;
  }

  /** Starts the work after the current synchronous code, in the order of these calls. */
  start(): this {
    const context = this.#context;
    void settled.then(() => (context ? context.runInAsyncScope(this.#begin, this) : this.#begin()));
    return this;
  }

  /** Waits until `start()` is called, wherever that is: the work still runs in the context of this call. */
  hold(): this {
    // It weighs less than a promise that waits for start(), and there may be 10⁵ of these at the same time.
    this.#context = new AsyncResource('Task', { requireManualDestroy: true });
    return this;
  }

  /** Asks it to stop; the first reason wins. False when it has ended already. */
  cancel(reason?: unknown): boolean {
    if (this.done) return false;
    // Also a job that never started gets a signal, so that it has the same kind of reason as any other.
    this.#controller ??= new AbortController();
    const { signal } = this.#controller;
    if (!signal.aborted) {
      this.program.jobCancelled(this);
      this.#controller.abort(reason);
    }
    if (this.state === 'scheduled') this.#end('cancelled', signal.reason);
    return true;
  }

  /** Its result as a promise. Asking for it counts as handling its failure. */
  get promise(): Promise<T> {
    this.markSeen();
    if (!this.done) this.#noteAwaiter(currentScope());
    this.#promise ??= new Promise<T>((resolve, reject) => {
      if (this.state === 'fulfilled') resolve(this.value as T);
      else if (this.done) reject(this.error);
      else {
        this.#resolve = resolve as (value: unknown) => void;
        this.#reject = reject;
      }
    });
    return this.#promise;
  }

  /** Somebody will deal with its failure, so nobody need report it at the end. */
  markSeen(): void {
    this.#seen = true;
    this.program.unseen.delete(this);
  }

  /** Calls back as soon as it ends, and never if it has ended. */
  onEnd(callback: (job: Job<unknown>) => void): void {
    if (!this.#whenEnded) this.#whenEnded = callback;
    else (this.#alsoWhenEnded ??= new Set()).add(callback);
  }

  /** Takes a callback of `onEnd` away again. */
  offEnd(callback: (job: Job<unknown>) => void): void {
    if (this.#whenEnded === callback) this.#whenEnded = undefined;
    else this.#alsoWhenEnded?.delete(callback);
  }

  #noteAwaiter(scope: Scope | undefined): void {
    // A loop that asks again and again still waits for this job once.
    if (!scope || this.#awaiters?.at(-1)?.job === scope.job) return;
    const { job, lane = job.name } = scope;
    const wait = new TaskWait('task', `for ${this.name}`, job, lane, false);
    if (this.#awaiters) this.#awaiters.push(wait);
    else this.#awaiters = [wait];
    this.program.begins(wait);
  }

  #begin(): void {
    if (this.done) return;
    this.state = 'running';
    this.#controller = new AbortController();
    this.program.jobStarted(this);
    const { signal } = this.#controller;
    const scope: Scope = { job: this, signal, outer: undefined, lane: undefined };
    runInScope(scope, () => this.#run(this.#work as Work<T>, signal));
  }

  #run(work: Work<T>, signal: AbortSignal): void {
    let result: T | PromiseLike<T>;
    try {
      result = work(signal);
    } catch (error) {
      return this.#fail(error, signal);
    }
    // An `await` would do the same with more promises, and there may be 10⁵ of these at the same time.
    Promise.resolve(result).then(
      (value) => this.#end('fulfilled', undefined, value),
      (error) => this.#fail(error, signal),
    );
  }

  #fail(error: unknown, signal: AbortSignal): void {
    this.#end(isCancellation(error, signal) ? 'cancelled' : 'rejected', error);
  }

  #end(state: JobState, error: unknown, value?: T): void {
    this.state = state;
    this.error = error;
    this.value = value;
    this.endedAs = ended;
    ended += 1;
    this.#stopListening?.();
    if (this.#awaiters) for (const wait of this.#awaiters) this.program.goesOn(wait);
    this.program.jobEnded(this, state === 'rejected' && !this.#seen);
    // Never a bare unhandled rejection: a caller that asked for the promise has put a handler on it, and without one there is
    // no promise. Then the owner of the job reports the failure, or the program at its end.
    if (state === 'fulfilled') this.#resolve?.(value);
    else this.#reject?.(error);
    const first = this.#whenEnded;
    const others = this.#alsoWhenEnded;
    // An ended job that somebody keeps should keep nothing else.
    this.#work = this.#controller = this.#stopListening = this.#context = undefined;
    this.#resolve = this.#reject = undefined;
    this.#whenEnded = this.#alsoWhenEnded = this.#awaiters = undefined;
    first?.(this);
    if (others) for (const callback of others) callback(this);
  }
}
