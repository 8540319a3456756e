import { isCancellation, onAbort } from '../runtime/cancellation.ts';
import type { Job } from '../runtime/job.ts';
import { enclosingSignals, runWithSignal } from '../runtime/scope.ts';
import { Waiter } from '../runtime/waiter.ts';
import { newJob, Task, type Work } from './task.ts';
import { waitsFor } from './wait.ts';

/** Everything that really failed in a task group, in the order in which it happened. */
export class TaskGroupError extends AggregateError {
  override name = 'TaskGroupError';

  constructor(errors: unknown[]) {
    const [first] = errors;
    const what = errors.length === 1 ? 'One failure' : `${errors.length} failures, the first of them`;
    super(errors, `${what}: ${first instanceof Error ? first.message : String(first)}`);
  }
}

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
 * Runs tasks that belong together, and ends when the body and all of them have ended. As soon as one fails the others are
 * cancelled and their cleanup is awaited: whatever happens, nothing is left behind. The idea is Nathaniel J. Smith's
 * nursery ("Notes on structured concurrency", 2018).
 *
 * A group belongs to where it is made: when the task, the group or the `withTimeout` around it is cancelled, so is the
 * group.
 *
 * @param body called immediately with the group; it creates tasks with `group.createTask`
 * @param options.signal one more signal that cancels everything; the group then rejects with its reason
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
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<T> {
  if (typeof body !== 'function') {
    throw new TypeError(
      `taskGroup(body) takes a function, as in taskGroup((group) => …); it was given ${String(body)}.`,
    );
  }
  signal?.throwIfAborted();
  const outer = new Set(signal ? [...enclosingSignals(), signal] : enclosingSignals());
  const group = new Group(outer);
  const stopListening = [...outer].map((each) => onAbort(each, () => group.cancelFromOutside(each)));
  try {
    return await group.live(body);
  } finally {
    for (const stop of stopListening) stop();
  }
}

class Group implements TaskGroup {
  readonly #outer: Set<AbortSignal>;
  readonly #controller = new AbortController();
  readonly #children = new Set<Job<unknown>>();
  readonly #failures: unknown[] = [];
  readonly #known = new Set<unknown>();
  readonly #whenChildEnds = (child: Job<unknown>) => this.#childEnded(child);
  /** The first signal from outside that cancelled the group. */
  #cancelledBy: AbortSignal | undefined;
  /** Waits for the last child, once the body has ended. */
  #waiter: Waiter<void> | undefined;
  #ended = false;

  constructor(outer: Set<AbortSignal>) {
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
      const cause: unknown = this.signal.reason;
      const error = new Error('This task group is being cancelled: it takes no more tasks.', { cause });
      // A body that lets it through has been cancelled, and has not failed.
      throw Object.assign(error, { name: 'AbortError' });
    }
    const job = newJob(work, { name });
    // The group reports the failure, so nobody else need.
    job.markSeen();
    this.#children.add(job);
    job.onEnd(this.#whenChildEnds);
    return new Task(job.start());
  }

  cancel(reason: unknown = new DOMException('the task group was cancelled', 'AbortError')): void {
    if (this.#ended || this.signal.aborted) return;
    this.#controller.abort(reason);
    for (const child of this.#children) child.cancel(reason);
  }

  cancelFromOutside(signal: AbortSignal): void {
    this.#cancelledBy ??= signal;
    this.cancel(signal.reason);
  }

  async live<T>(body: (group: TaskGroup) => T | PromiseLike<T>): Promise<T> {
    let value: T | undefined;
    try {
      value = await runWithSignal(this.signal, () => body(this));
    } catch (error) {
      // A body that awaits a child lets the child's error through: that is still one failure.
      if (!this.#failures.includes(error)) this.#failed(error, 'its body failed');
    }
    if (this.#children.size > 0) {
      this.#waiter = new Waiter<void>('group', () => waitsFor(this.#children));
      await this.#waiter.promise;
    }
    this.#ended = true;
    if (this.#failures.length > 0) throw new TaskGroupError(this.#failures);
    this.#cancelledBy?.throwIfAborted();
    return value as T;
  }

  #childEnded(child: Job<unknown>): void {
    this.#children.delete(child);
    if (child.state === 'rejected') this.#failed(child.error, `${child.name} failed`);
    if (this.#children.size > 0 || !this.#waiter) return;
    this.#ended = true;
    this.#waiter.resolve();
  }

  /** Notes what really failed and cancels the rest. What stops because it was told to has not failed. */
  #failed(error: unknown, what: string): void {
    const wasToldTo = [this.signal, ...this.#outer].some((signal) => isCancellation(error, signal));
    // The same error object may come out of several tasks, when one awaits the other.
    if (!wasToldTo && !this.#known.has(error)) this.#failures.push(error);
    if (typeof error === 'object' && error !== null) this.#known.add(error);
    this.cancel(new DOMException(`the task group was cancelled: ${what}`, 'AbortError'));
  }
}
