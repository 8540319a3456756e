import { currentProgram } from '../runtime/program.ts';
import { Fifo } from './fifo.ts';
import { QueueEmpty, QueueFull, QueueShutDown, shutDown } from './queue-errors.ts';
import { WaitingLine } from './waiting-line.ts';

interface WaitOptions {
  /** Ends the waiting when it aborts; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/**
 * A first-in, first-out line between tasks: producers put, consumers get, and a call that finds it full or empty waits.
 * Handing over is final: an item goes to the getter that has waited longest, and a place that comes free to the longest
 * waiting putter, as soon as there is one. So no call overtakes another, and nothing is lost when a
 * caller is cancelled.
 *
 * @example
 * const queue = new Queue<string>({ maxSize: 2 });
 * await queue.put('milk');
 * log(await queue.get());
 */
export class Queue<T> implements AsyncIterable<T> {
  readonly maxSize: number;
  #items = new Fifo<T>();
  // Somebody waits to get only while nothing is inside, and to put only while there is no room.
  readonly #getters = new WaitingLine<T, object | undefined>('get', 'in queue.get()');
  readonly #putters = new WaitingLine<void, T>('put', 'in queue.put()');
  readonly #joiners = new WaitingLine<void>('join', 'in queue.join()');
  #unfinished = 0;
  #isShutDown = false;

  /**
   * @param options.maxSize how many items fit, a whole number of at least 1 or Infinity (the default); anything else
   * throws a RangeError
   */
  constructor({ maxSize = Infinity }: { maxSize?: number | undefined } = {}) {
    if (!(maxSize === Infinity || (Number.isSafeInteger(maxSize) && maxSize >= 1))) {
      throw new RangeError(
        `new Queue({ maxSize }) takes a whole number of at least 1, or Infinity; it was given ${String(maxSize)}.`,
      );
    }
    this.maxSize = maxSize;
  }

  /** How many items are inside, never more than `maxSize`. */
  get size(): number {
    return this.#items.length;
  }

  /** How many items were put and have not been reported with `taskDone()`. */
  get unfinished(): number {
    return this.#unfinished;
  }

  /**
   * Puts an item in, as soon as there is a place for it.
   *
   * @param item anything but a promise, which would be awaited on its way through
   * @param options.signal ends the waiting; an item that waits for a place is then never delivered
   * @returns when the item is in; rejects with QueueShutDown, the signal's reason, or a TypeError for a promise
   * @example await queue.put('milk', { signal });
   */
  put(item: T, { signal }: WaitOptions = {}): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const refusal = this.#refusal(item);
    if (refusal) return Promise.reject(refusal);
    return this.#accept(item) ? Promise.resolve() : this.#putters.join(signal, item);
  }

  /**
   * Takes the item that has been inside longest, as soon as there is one.
   *
   * @param options.signal ends the waiting; no item is lost by that
   * @returns the item; rejects with QueueShutDown once the queue is shut down and empty, or with the signal's reason
   * @example const order = await queue.get({ signal });
   */
  get({ signal }: WaitOptions = {}): Promise<T> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    if (this.#items.length > 0) return Promise.resolve(this.#take());
    if (this.#isShutDown) return Promise.reject(shutDown('get'));
    return this.#getters.join(signal, undefined);
  }

  /**
   * Puts an item in if there is a place for it now.
   *
   * @throws QueueFull when there is none, QueueShutDown after `shutdown()`
   * @example queue.tryPut('milk');
   */
  tryPut(item: T): void {
    const refusal = this.#refusal(item);
    if (refusal) throw refusal;
    if (this.#accept(item)) return;
    const full = `The queue is full: it holds ${this.maxSize}.`;
    throw new QueueFull(`${full} Wait for a place with await queue.put(item).`);
  }

  /**
   * Takes an item if there is one now.
   *
   * @throws QueueEmpty when there is none, QueueShutDown when there will never be one again
   * @example const order = queue.tryGet();
   */
  tryGet(): T {
    if (this.#items.length > 0) return this.#take();
    if (this.#isShutDown) throw shutDown('tryGet');
    throw new QueueEmpty('The queue is empty. Wait for an item with await queue.get().');
  }

  /**
   * Says that the work on one item is done; call it once for each item taken. `join()` counts on it.
   *
   * @throws Error when it is called more often than items were put
   *
   * @example
   * const order = await queue.get();
   * try {
   *   await process(order);
   * } finally {
   *   queue.taskDone();
   * }
   */
  taskDone(): void {
    if (this.#unfinished === 0) {
      throw new Error(
        'taskDone() was called more often than items were put: call it once for each item you get.',
      );
    }
    this.#finished(1);
  }

  /**
   * Waits until every item ever put has been reported with `taskDone()`; returns immediately when none is unfinished.
   * @example await queue.join();
   */
  join({ signal }: WaitOptions = {}): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    return this.#unfinished === 0 ? Promise.resolve() : this.#joiners.join(signal, undefined);
  }

  /**
   * Closes the queue. Calls that wait to put or to get reject with QueueShutDown, and so do all later puts. What is inside
   * can still be read; after that `get` rejects and `for await` ends.
   *
   * @param options.immediate drops what is inside too, and counts it as finished
   * @example queue.shutdown();
   */
  shutdown({ immediate = false }: { immediate?: boolean | undefined } = {}): void {
    this.#isShutDown = true;
    this.#getters.turnAway(shutDown('get'));
    this.#putters.turnAway(shutDown('put'));
    if (!immediate) return;
    // An item may have been reported as done before it was ever taken: it counts once.
    const dropped = Math.min(this.#items.length, this.#unfinished);
    this.#items = new Fifo();
    this.#tell();
    this.#finished(dropped);
  }

  /** `values()` without a signal. */
  [Symbol.asyncIterator](): AsyncIterableIterator<T, undefined> {
    return this.values();
  }

  /**
   * Every item, until the queue is shut down and empty. Leaving the loop loses nothing and closes nothing. It does not call
   * `taskDone()`: only the body knows when the work on an item is done.
   *
   * @param options.signal ends the loop when it aborts: it throws the signal's reason
   * @example for await (const order of queue.values({ signal })) log(order);
   */
  values({ signal }: WaitOptions = {}): AsyncIterableIterator<T, undefined> {
    /** Marks the calls of this iterator in the line. */
    const mark = {};
    let left = false;
    return {
      next: () => {
        if (left) return Promise.resolve(end);
        if (signal?.aborted) return Promise.reject(signal.reason as Error);
        if (this.#items.length > 0) return Promise.resolve(asResult(this.#take()));
        if (this.#isShutDown) return Promise.resolve(end);
        return this.#getters.join(signal, mark).then(asResult, endIfShutDown);
      },
      return: () => {
        left = true;
        this.#getters.turnAway(shutDown('get'), mark);
        return Promise.resolve(end);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /** Why the item may not come in at all. */
  #refusal(item: T): Error | undefined {
    if (this.#isShutDown) return shutDown('put');
    if (!isPromise(item)) return undefined;
    return new TypeError('A queue takes anything but a promise: put the awaited value, or { promise }.');
  }

  /** Hands the item to the getter whose turn it is, or keeps it. False when there is no room. */
  #accept(item: T): boolean {
    if (this.#items.length >= this.maxSize) return false;
    this.#unfinished += 1;
    if (this.#getters.length > 0) this.#getters.serve(item);
    else {
      this.#items.push(item);
      this.#tell();
    }
    return true;
  }

  /** The item that is first in line; its place goes to the putter that has waited longest. */
  #take(): T {
    const item = this.#items.shift();
    if (this.#putters.length > 0) {
      this.#unfinished += 1;
      this.#items.push(this.#putters.serve());
    } else this.#tell();
    return item;
  }

  /** For those who watch: how many items are inside now. */
  #tell(): void {
    currentProgram().queued(this, this.#items.length);
  }

  #finished(count: number): void {
    this.#unfinished -= count;
    if (this.#unfinished > 0) return;
    while (this.#joiners.length > 0) this.#joiners.serve();
  }
}

const end: IteratorReturnResult<undefined> = { value: undefined, done: true };

function asResult<T>(value: T): IteratorYieldResult<T> {
  return { value, done: false };
}

function endIfShutDown(error: unknown): typeof end {
  if (error instanceof QueueShutDown) return end;
  throw error;
}

function isPromise(value: unknown): boolean {
  const mayBe = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return mayBe && typeof (value as { then?: unknown }).then === 'function';
}
