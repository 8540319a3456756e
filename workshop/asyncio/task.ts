import { Job, type Work } from '../runtime/job.ts';
import type { JobState } from '../runtime/observer.ts';

export type { Work } from '../runtime/job.ts';

export type TaskState = JobState;

export interface TaskOptions {
  /** Who speaks when the work logs; `task 1`, `task 2` … when left out. */
  name?: string | undefined;
  /** Cancels the task when it aborts, with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** The inside of a task, for the other parts of this small asyncio. */
export let jobOf: <T>(task: Task<T>) => Job<T>;

/**
 * A piece of work that has a name, can be awaited, and can be asked to stop. `createTask` makes one, and so do a task group
 * and an executor. What happens inside, from start to end, is in `runtime/job.ts`.
 */
export class Task<T = unknown> implements PromiseLike<T> {
  readonly #job: Job<T>;

  static {
    jobOf = (task) => task.#job;
  }

  /** @internal Learners call `createTask`. */
  constructor(job: Job<T>) {
    this.#job = job;
  }

  get name(): string {
    return this.#job.name;
  }

  get state(): TaskState {
    return this.#job.state;
  }

  /** True once the task has ended, in whichever way. */
  get done(): boolean {
    return this.#job.done;
  }

  /**
   * Asks the task to stop. Work that has not started is never called; work that runs sees its signal abort and may clean up
   * first. Does not wait for that: awaiting the task does.
   *
   * @param reason what the task's signal, and its awaiter, will see; an AbortError when left out. The first one wins.
   * @returns true while the task had not ended, false after
   *
   * @example
   * task.cancel();
   * await task.catch(() => log('it has stopped'));
   */
  cancel(reason?: unknown): boolean {
    return this.#job.cancel(reason);
  }

  /** Together with `catch` and `finally` it makes a task something that can be awaited, as a promise is. */
  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#job.promise.then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.#job.promise.catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.#job.promise.finally(onFinally);
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
  return new Task(newJob(work, options).start());
}

/** A job that waits for its start. */
export function newJob<T>(work: Work<T>, { name, signal }: TaskOptions): Job<T> {
  if (typeof work !== 'function') {
    const given = isPromiseLike(work) ? 'a promise, so that work has already started' : String(work);
    throw new TypeError(`A task takes a function, as in createTask(() => work()); it was given ${given}.`);
  }
  return new Job(work, name, signal);
}

function isPromiseLike(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value;
}
