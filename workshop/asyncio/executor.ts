import { Chain } from '../runtime/chain.ts';
import type { Job } from '../runtime/job.ts';
import type { Wait } from '../runtime/observer.ts';
import { TaskWait } from '../runtime/waiter.ts';
import { newJob, Task, type TaskOptions, type Work } from './task.ts';
import { WaitingLine } from './waiting-line.ts';

/**
 * Runs work, but never more than `maxRunning` pieces of it at the same time; the rest waits in line. A slot comes free only when
 * its work has really ended, whichever way, and then goes to the longest-waiting work.
 *
 * @example
 * const executor = new AsyncExecutor({ maxRunning: 4 });
 * const downloads = urls.map((url) => executor.submit((signal) => download(url, signal)));
 * log(`${downloads.length} submitted`);
 * await Promise.all(downloads);
 */
export class AsyncExecutor {
  readonly #waiting = new Chain<Wait>();
  readonly #idlers = new WaitingLine<void>('idle', 'in executor.idle()');
  readonly #whenRunningEnds = () => this.#slotFreed();
  readonly #leave = (job: Job<unknown>) => {
    const wait = job.held as Wait;
    job.held = undefined;
    this.#waiting.remove(wait);
    job.program.goesOn(wait);
  };
  #maxRunning: number;
  #running = 0;
  #isShutDown = false;

  /**
   * @param options.maxRunning a whole number of at least 1, or Infinity; anything else throws a RangeError
   */
  constructor({ maxRunning }: { maxRunning: number }) {
    this.#maxRunning = checked(maxRunning);
  }

  /** How many may run at the same time. More slots are used immediately; with fewer, what runs already runs to its end. */
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
    const job = newJob(work, options);
    const task = new Task(job);
    if (job.done) return task;
    if (this.#running < this.#maxRunning) this.#run(job.start());
    else this.#hold(job);
    return task;
  }

  /**
   * Waits until nothing runs and nothing waits; returns immediately when that is so already.
   *
   * @example
   * await executor.idle();
   */
  idle({ signal }: { signal?: AbortSignal | undefined } = {}): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    return this.#running === 0 ? Promise.resolve() : this.#idlers.join(signal, undefined);
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
      while (this.#waiting.length > 0) this.#longestWaiting.cancel(reason);
    }
    return this.idle({ signal });
  }

  /** Lets a job wait for a slot. One that is cancelled meanwhile leaves no hole. */
  #hold(job: Job<unknown>): void {
    const wait = new TaskWait('slot', 'for a slot', job, job.name, true);
    this.#waiting.append(wait);
    job.hold().held = wait;
    job.program.begins(wait);
    job.onEnd(this.#leave);
  }

  #run(job: Job<unknown>): void {
    this.#running += 1;
    job.onEnd(this.#whenRunningEnds);
  }

  /** Only while somebody waits. */
  get #longestWaiting(): Job<unknown> {
    return (this.#waiting.first as TaskWait).job;
  }

  #slotFreed(): void {
    this.#running -= 1;
    this.#fillSlots();
    // Nothing waits unless something runs.
    if (this.#running > 0) return;
    while (this.#idlers.length > 0) this.#idlers.serve();
  }

  #fillSlots(): void {
    while (this.#running < this.#maxRunning && this.#waiting.length > 0) {
      const job = this.#longestWaiting;
      this.#leave(job);
      job.offEnd(this.#leave);
      this.#run(job.start());
    }
  }
}

function checked(maxRunning: number): number {
  if (maxRunning === Infinity || (Number.isSafeInteger(maxRunning) && maxRunning >= 1)) return maxRunning;
  throw new RangeError(
    `maxRunning is a whole number of at least 1, or Infinity; it was given ${String(maxRunning)}.`,
  );
}
