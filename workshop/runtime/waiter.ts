import { currentProgram, currentTask, type Program } from './program.ts';
import { onAbort } from '../asyncio/cancellation.ts';
import type { Task } from '../asyncio/task.ts';

/**
 * One caller that waits: the promise it holds, its answer to an aborted signal, and its place in a deadlock report.
 * Every waiting call of the workshop is built on it, so that none forgets one of the three.
 */
export class Waiter<T> {
  readonly promise: Promise<T>;
  /** The task that waits. */
  readonly task: Task<unknown> | undefined = currentTask();
  readonly #what: string | (() => string);
  readonly #program: Program = this.task?.program ?? currentProgram();
  #resolve!: (value: unknown) => void;
  #reject!: (error: unknown) => void;
  #stopListening: (() => void) | undefined;

  /**
   * @param what finishes the sentence "shop 1 waits …", such as `in queue.get()`
   * @param signal not aborted yet; when it aborts, the promise rejects with its reason
   * @param onGiveUp called first in that case, so that the owner forgets this waiter before anybody else moves
   */
  constructor(what: string | (() => string), signal?: AbortSignal, onGiveUp?: () => void) {
    this.#what = what;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve as (value: unknown) => void;
      this.#reject = reject;
    });
    if (signal) this.#listen(signal, onGiveUp);
    this.#program.waiting.add(this);
  }

  get what(): string {
    return typeof this.#what === 'string' ? this.#what : this.#what();
  }

  resolve(value: T): void {
    this.#leave();
    this.#resolve(value);
  }

  reject(error: unknown): void {
    this.#leave();
    this.#reject(error);
  }

  #listen(signal: AbortSignal, onGiveUp: (() => void) | undefined): void {
    this.#stopListening = onAbort(signal, () => {
      onGiveUp?.();
      this.reject(signal.reason);
    });
  }

  #leave(): void {
    this.#program.waiting.delete(this);
    this.#stopListening?.();
  }
}
