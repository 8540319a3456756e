import { isCancellation, onAbort } from './cancellation.ts';
import { Task, type Work } from './task.ts';
import { TaskGroupError } from './task-group-error.ts';
import { waitsFor } from './wait.ts';
import { Waiter } from '../runtime/waiter.ts';

/** What the body of `taskGroup` works with. */
export interface TaskGroup {
  /** Aborts when the group is cancelled, from outside, by `cancel()`, or because something in it failed. */
  readonly signal: AbortSignal;
  /**
   * Schedules `work` as a child of the group.
   *
   * @throws Error while the group is being cancelled and after it has ended; the work is then never called
   */
  createTask<T>(work: Work<T>, options?: { name?: string | undefined }): Task<T>;
  /** Cancels all children. The group then ends without an error, unless something really fails meanwhile. */
  cancel(reason?: unknown): void;
}

/**
 * Runs tasks that belong together, and ends when the body and all of them have ended. As soon as one fails the others
 * are cancelled and their cleanup is awaited: whatever happens, nothing is left behind.
 *
 * @param body called at once with the group; it creates tasks with `group.createTask`
 * @param options.signal when it aborts, everything is cancelled, and the group rejects with the signal's reason
 * @returns what the body returns (`undefined` when `group.cancel()` stopped the body itself); rejects with a
 * TaskGroupError that holds every failure
 *
 * @example
 * await taskGroup(async (group) => {
 *   group.createTask(() => worker('order milk', 1000));
 *   group.createTask(() => worker('order bread', 2000));
 * }); // goes on after 2 s
 */
export async function taskGroup<T>(
  body: (group: TaskGroup) => T | PromiseLike<T>,
  { signal: outer }: { signal?: AbortSignal | undefined } = {},
): Promise<T> {
  if (typeof body !== 'function') {
    throw new TypeError(
      `taskGroup(body) takes a function, as in taskGroup((group) => …); it was given ${String(body)}.`,
    );
  }
  outer?.throwIfAborted();
  const group = new Group(outer);
  const stopListening = outer && onAbort(outer, () => group.cancel(outer.reason));
  try {
    return await group.live(body);
  } finally {
    stopListening?.();
  }
}

class Group implements TaskGroup {
  readonly #outer: AbortSignal | undefined;
  readonly #controller = new AbortController();
  readonly #children = new Set<Task<unknown>>();
  readonly #failures: unknown[] = [];
  readonly #known = new Set<unknown>();
  readonly #whenChildEnds = (child: Task<unknown>) => this.#childEnded(child);
  /** Waits for the last child, once the body has ended. */
  #waiter: Waiter<void> | undefined;
  #ended = false;

  constructor(outer: AbortSignal | undefined) {
    this.#outer = outer;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  createTask<T>(work: Work<T>, { name }: { name?: string | undefined } = {}): Task<T> {
    if (this.#ended) {
      throw new Error(
        'This task group has ended: create its tasks while its body or one of its tasks still runs.',
      );
    }
    if (this.signal.aborted) {
      const { reason } = this.signal as { reason: unknown };
      throw new Error('This task group is being cancelled: it takes no more tasks.', { cause: reason });
    }
    const task = new Task(work, { name });
    // The group reports the failure, so `run` need not.
    task.markSeen();
    this.#children.add(task);
    task.onEnd(this.#whenChildEnds);
    return task.schedule();
  }

  cancel(reason: unknown = new DOMException('the task group was cancelled', 'AbortError')): void {
    if (this.#ended || this.signal.aborted) return;
    this.#controller.abort(reason);
    for (const child of this.#children) child.cancel(reason);
  }

  async live<T>(body: (group: TaskGroup) => T | PromiseLike<T>): Promise<T> {
    let value: T | undefined;
    let bodyFailure: { error: unknown } | undefined;
    try {
      value = await body(this);
    } catch (error) {
      if (!this.#isCancellation(error)) bodyFailure = { error };
      this.#cancelBecause('its body failed');
    }
    if (this.#children.size > 0) {
      this.#waiter = new Waiter<void>(() => waitsFor(this.#children));
      await this.#waiter.promise;
    }
    this.#ended = true;

    // A body that awaits a child throws the child's error on: that is still one failure.
    if (bodyFailure && !this.#failures.includes(bodyFailure.error)) this.#failures.push(bodyFailure.error);
    if (this.#failures.length > 0) throw new TaskGroupError(this.#failures);
    this.#outer?.throwIfAborted();
    return value as T;
  }

  #childEnded(child: Task<unknown>): void {
    this.#children.delete(child);
    if (child.state === 'rejected' && !this.#isCancellation(child.error)) {
      this.#addFailure(child.error);
      this.#cancelBecause(`${child.name} failed`);
    }
    if (this.#children.size === 0 && this.#waiter) {
      this.#ended = true;
      this.#waiter.resolve();
    }
  }

  #addFailure(error: unknown): void {
    // The same error object may come out of several tasks, when one awaits the other.
    if (typeof error === 'object' && error !== null) {
      if (this.#known.has(error)) return;
      this.#known.add(error);
    }
    this.#failures.push(error);
  }

  /** Whoever stops because the group or its surroundings told it to has not failed. */
  #isCancellation(error: unknown): boolean {
    if (isCancellation(error, this.signal)) return true;
    return this.#outer !== undefined && isCancellation(error, this.#outer);
  }

  #cancelBecause(what: string): void {
    if (!this.signal.aborted)
      this.cancel(new DOMException(`the task group was cancelled: ${what}`, 'AbortError'));
  }
}
