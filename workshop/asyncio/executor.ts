import { LinkedList } from './linked-list.ts';
import { Task, type TaskOptions, type Work } from './task.ts';
import { Waiter } from '../runtime/waiter.ts';

/**
 * Runs work, but never more than `maxRunning` pieces of it at once; the rest waits in line. A slot comes free only when
 * its work has really ended, whichever way, and then goes to the longest-waiting work.
 *
 * @example
 * const executor = new AsyncExecutor({ maxRunning: 4 });
 * const downloads = urls.map((url) => executor.submit((signal) => download(url, signal)));
 * log(`${downloads.length} submitted`);
 * await Promise.all(downloads);
 */
export class AsyncExecutor {
  readonly #waiting = new LinkedList<Task<unknown>>();
  readonly #idlers = new Set<Waiter<void>>();
  readonly #whenTaskEnds = (task: Task<unknown>) => this.#taskEnded(task);
  #maxRunning: number;
  #running = 0;
  #isShutDown = false;

  /**
   * @param options.maxRunning a whole number of at least 1, or Infinity; anything else throws a RangeError
   */
  constructor({ maxRunning }: { maxRunning: number }) {
    this.#maxRunning = checked(maxRunning);
  }

  /** How many may run at once. More slots are used at once; with fewer, what runs already runs to its end. */
  get maxRunning(): number {
    return this.#maxRunning;
  }

  set maxRunning(value: number) {
    this.#maxRunning = checked(value);
    this.#fillSlots();
  }

  /** How many slots are taken. */
  get running(): number {
    return this.#running;
  }

  /** How many wait for a slot. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Hands in work. It starts when a slot is free, in the order of these calls, and never within this call.
   *
   * @param options.signal cancels the task; one that still waits then never starts
   * @returns the task: await it for the result
   * @throws Error after `shutdown()`
   *
   * @example
   * const page = await executor.submit((signal) => fetchPage(1, { signal }), { name: 'page 1' });
   */
  submit<T>(work: Work<T>, options: TaskOptions = {}): Task<T> {
    if (this.#isShutDown) throw new Error('This executor has been shut down: it takes no more work.');
    const task = new Task(work, options);
    if (task.done) return task;
    task.onEnd(this.#whenTaskEnds);
    if (this.#running < this.#maxRunning) {
      this.#running += 1;
      task.schedule();
    } else {
      task.place = this.#waiting.push(task.hold());
    }
    return task;
  }

  /**
   * Waits until nothing runs and nothing waits; at once when that is so already.
   *
   * @example
   * await executor.idle();
   */
  idle({ signal }: { signal?: AbortSignal | undefined } = {}): Promise<void> {
    return this.#idle('idle', signal);
  }

  /**
   * Takes no more work and waits for what it has.
   *
   * @param options.cancelWaiting cancels the work that has no slot yet, and waits only for what runs
   *
   * @example
   * await executor.shutdown();
   */
  shutdown({
    cancelWaiting = false,
    signal,
  }: { cancelWaiting?: boolean | undefined; signal?: AbortSignal | undefined } = {}): Promise<void> {
    this.#isShutDown = true;
    if (cancelWaiting) {
      const reason = new DOMException('the executor was shut down', 'AbortError');
      while (this.#waiting.length > 0) this.#waiting.first.cancel(reason);
    }
    return this.#idle('shutdown', signal);
  }

  #idle(call: string, signal: AbortSignal | undefined): Promise<void> {
    try {
      signal?.throwIfAborted();
      if (this.#running === 0) return Promise.resolve();
      const giveUp = signal && (() => this.#idlers.delete(waiter));
      const waiter = new Waiter<void>(`in executor.${call}()`, signal, giveUp);
      this.#idlers.add(waiter);
      return waiter.promise;
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  #taskEnded(task: Task<unknown>): void {
    if (task.place) {
      this.#waiting.remove(task.place);
      task.place = undefined;
    } else {
      this.#running -= 1;
      this.#fillSlots();
    }
    // Nothing waits unless something runs.
    if (this.#running > 0) return;
    for (const waiter of this.#idlers) waiter.resolve();
    this.#idlers.clear();
  }

  #fillSlots(): void {
    while (this.#running < this.#maxRunning && this.#waiting.length > 0) {
      const task = this.#waiting.shift();
      task.place = undefined;
      this.#running += 1;
      task.schedule();
    }
  }
}

function checked(maxRunning: number): number {
  if (maxRunning === Infinity || (Number.isSafeInteger(maxRunning) && maxRunning >= 1)) return maxRunning;
  throw new RangeError(
    `maxRunning is a whole number of at least 1, or Infinity; it was given ${String(maxRunning)}.`,
  );
}
