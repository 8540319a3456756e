import { currentProgram, currentTask, runInTask, type Program } from '../runtime/program.ts';
import { isCancellation, onAbort } from './cancellation.ts';
import type { Place } from './linked-list.ts';

const ignore = () => {};
const settled = Promise.resolve();
let ended = 0;

/** What a task does. It may look at its signal to learn that it has been cancelled. */
export type Work<T> = (signal: AbortSignal) => T | PromiseLike<T>;

export type TaskState = 'scheduled' | 'running' | 'fulfilled' | 'rejected' | 'cancelled';

export interface TaskOptions {
  /** Who speaks when the work logs; `task 1`, `task 2` … when left out. */
  name?: string | undefined;
  /** Cancels the task when it aborts, with the signal's reason. */
  signal?: AbortSignal | undefined;
}

function isPromiseLike(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value;
}

/**
 * A piece of work that has a name, can be awaited, and can be asked to stop. Made by `createTask`, by a task group or
 * by an executor.
 */
export class Task<T = unknown> implements PromiseLike<T> {
  readonly name: string;
  /** @internal The program this task belongs to. */
  readonly program: Program = currentProgram();
  /** @internal Where it stands in the line of an executor, as long as it waits there. */
  place: Place<Task<unknown>> | undefined;
  /** @internal True once the task has printed a line under its own name. */
  spoke = false;
  #work: Work<T> | undefined;
  #controller: AbortController | undefined;
  /** Made when somebody asks for it: the children of a group are seldom awaited one by one. */
  #promise: Promise<T> | undefined;
  #resolve: ((value: unknown) => void) | undefined;
  #reject: ((error: unknown) => void) | undefined;
  #value: T | undefined;
  #state: TaskState = 'scheduled';
  #error: unknown;
  #seen = false;
  #endedAs = 0;
  /** Most tasks have one who wants to know of their end; the set is for the others. */
  #whenEnded: ((task: Task<unknown>) => void) | undefined;
  #alsoWhenEnded: Set<(task: Task<unknown>) => void> | undefined;
  #awaitedBy: Set<Task<unknown>> | undefined;
  #stopListening: (() => void) | undefined;
  #release: (() => void) | undefined;

  /** @internal Learners call `createTask`. A task that is only constructed waits for `schedule()`. */
  constructor(work: Work<T>, { name, signal }: TaskOptions = {}) {
    if (typeof work !== 'function') {
      const given = isPromiseLike(work) ? 'a promise, so that work has already started' : String(work);
      throw new TypeError(`A task takes a function, as in createTask(() => work()); it was given ${given}.`);
    }
    this.#work = work;
    this.name = name ?? this.program.nextTaskName();
    this.program.alive.add(this);
    if (signal?.aborted) this.cancel(signal.reason);
    else if (signal) this.#stopListening = onAbort(signal, () => this.cancel(signal.reason));
  }

  get state(): TaskState {
    return this.#state;
  }

  /** True once the task has ended, in whichever way. */
  get done(): boolean {
    return this.#state !== 'scheduled' && this.#state !== 'running';
  }

  /**
   * Asks the task to stop. Work that has not started is never called; work that runs sees its signal abort and may
   * clean up first. Does not wait for that: awaiting the task does.
   *
   * @param reason what the task's signal, and its awaiter, will see; an AbortError when left out. The first one wins.
   * @returns true while the task had not ended, false after
   *
   * @example
   * task.cancel();
   * await task.catch(() => log('it has stopped'));
   */
  cancel(reason?: unknown): boolean {
    if (this.done) return false;
    // Also a task that never started gets a signal, so that it has the same kind of reason as any other.
    this.#controller ??= new AbortController();
    this.#controller.abort(reason);
    if (this.#state === 'scheduled') this.#end('cancelled', this.#controller.signal.reason);
    return true;
  }

  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.markSeen();
    if (!this.done) this.addAwaiter(currentTask());
    return this.#asPromise().then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    this.markSeen();
    return this.#asPromise().finally(onFinally);
  }

  /** @internal Starts the work after the current synchronous code, in the order of these calls. */
  schedule(): this {
    if (this.#release) this.#release();
    else if (!this.done) void settled.then(() => this.#start());
    return this;
  }

  /** @internal Until `schedule()` is called, by whomever: the work then still runs in the context of this call. */
  hold(): this {
    void new Promise<void>((resolve) => (this.#release = resolve)).then(() => this.#start());
    return this;
  }

  /** @internal Why the task was rejected or cancelled. */
  get error(): unknown {
    return this.#error;
  }

  /** @internal Somebody will deal with this task's failure, so `run` need not report it. */
  markSeen(): void {
    this.#seen = true;
    if (this.#state === 'rejected') this.program.unseen.delete(this);
  }

  /** @internal For deadlock reports: `task` goes on when this one ends. */
  addAwaiter(task: Task<unknown> | undefined): void {
    if (task && task !== this) (this.#awaitedBy ??= new Set()).add(task);
  }

  /** @internal */
  get awaiters(): Iterable<Task<unknown>> {
    return this.#awaitedBy ?? [];
  }

  /** @internal Settles when the task has ended, never rejects, and looks at no failure. */
  get ended(): Promise<void> {
    return this.#asPromise().then(ignore, ignore);
  }

  /** @internal Calls back in the moment the task ends, and never if it has ended. */
  onEnd(callback: (task: Task<unknown>) => void): void {
    if (this.done) return;
    if (!this.#whenEnded) this.#whenEnded = callback;
    else (this.#alsoWhenEnded ??= new Set()).add(callback);
  }

  /** @internal Takes a callback of `onEnd` back. */
  offEnd(callback: (task: Task<unknown>) => void): void {
    if (this.#whenEnded === callback) this.#whenEnded = undefined;
    else this.#alsoWhenEnded?.delete(callback);
  }

  /** @internal How many tasks had ended before this one did. */
  get endedAs(): number {
    return this.#endedAs;
  }

  #asPromise(): Promise<T> {
    this.#promise ??= new Promise<T>((resolve, reject) => {
      if (this.#state === 'fulfilled') resolve(this.#value as T);
      else if (this.done) reject(this.#error);
      else {
        this.#resolve = resolve as (value: unknown) => void;
        this.#reject = reject;
      }
    });
    return this.#promise;
  }

  #start(): void {
    if (this.done) return;
    this.#state = 'running';
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    runInTask(this, () => this.#run(this.#work as Work<T>, signal));
  }

  #run(work: Work<T>, signal: AbortSignal): void {
    let result: T | PromiseLike<T>;
    try {
      result = work(signal);
    } catch (error) {
      return this.#fail(error, signal);
    }
    // An `await` would do the same with more promises, and there may be 10⁵ of these at once.
    Promise.resolve(result).then(
      (value) => this.#end('fulfilled', undefined, value),
      (error) => this.#fail(error, signal),
    );
  }

  #fail(error: unknown, signal: AbortSignal): void {
    this.#end(isCancellation(error, signal) ? 'cancelled' : 'rejected', error);
  }

  #end(state: TaskState, error: unknown, value?: T): void {
    this.#state = state;
    this.#error = error;
    this.#value = value;
    this.#endedAs = ended;
    ended += 1;
    this.#stopListening?.();
    this.program.taskEnded(this);
    // Never a bare unhandled rejection: whoever asked for the promise has put a handler on it, and without one there
    // is no promise. Then whoever owns the task reports the failure, or `run` at the end.
    if (state === 'fulfilled') this.#resolve?.(value);
    else this.#reject?.(error);
    if (state === 'rejected' && !this.#seen) this.program.unseen.add(this);
    const first = this.#whenEnded;
    const others = this.#alsoWhenEnded;
    // An ended task that somebody keeps should keep nothing else.
    this.#work = this.#controller = this.#stopListening = this.#release = undefined;
    this.#resolve = this.#reject = undefined;
    this.#whenEnded = this.#alsoWhenEnded = this.#awaitedBy = undefined;
    first?.(this);
    if (others) for (const callback of others) callback(this);
  }
}

/**
 * Schedules `work` as a task. It starts after the current synchronous code, tasks in the order of their creation;
 * `createTask` itself never runs it.
 *
 * @param work called once with the task's signal; it may return a value or a promise
 * @returns the task: await it for the result. A failure that nobody ever looks at is reported at the end of the program.
 *
 * @example
 * const milk = createTask(() => worker('order milk', 1000), { name: 'order milk' });
 * log('done scheduling'); // prints before the worker's first line
 * await milk;
 */
export function createTask<T>(work: Work<T>, options: TaskOptions = {}): Task<T> {
  return new Task(work, options).schedule();
}
