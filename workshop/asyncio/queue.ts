import { Exchange } from './exchange.ts';
import { QueueEmpty, QueueFull, QueueShutDown } from './queue-errors.ts';
import { Waiter } from '../runtime/waiter.ts';

interface WaitOptions {
  /** Ends the waiting when it aborts; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/**
 * A first-in, first-out line between tasks: producers put, consumers get, and whoever finds it full or empty waits.
 * Whatever is put while somebody waits is theirs, and so is a place that comes free: nobody overtakes.
 *
 * @example
 * const queue = new Queue<string>({ maxSize: 2 });
 * await queue.put('milk');
 * log(await queue.get());
 */
export class Queue<T> implements AsyncIterable<T> {
  readonly maxSize: number;
  readonly #exchange: Exchange<T>;
  readonly #joiners = new Set<Waiter<void>>();
  readonly #releaseJoiners = () => this.#joined();
  #finished = 0;
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
    this.#exchange = new Exchange(maxSize);
  }

  /** How many items are inside. An item that has been handed to a waiting getter is not. */
  get size(): number {
    return this.#exchange.size;
  }

  /** How many items were put and have not been reported with `taskDone()`. */
  get unfinished(): number {
    return this.#exchange.entered - this.#finished;
  }

  /**
   * Puts an item in, as soon as there is a place for it.
   *
   * @param item anything but a promise, which would be awaited on its way through
   * @param options.signal ends the waiting; an item that waits for a place is then never delivered
   * @returns when the item is in; rejects with QueueShutDown, the signal's reason, or a TypeError for a promise
   *
   * @example
   * await queue.put('milk', { signal });
   */
  put(item: T, { signal }: WaitOptions = {}): Promise<void> {
    try {
      signal?.throwIfAborted();
      if (this.#accept(item)) return Promise.resolve();
      return this.#exchange.waitToPut(item, signal, this.#releaseJoiners);
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  /**
   * Takes the item that has been inside longest, as soon as there is one.
   *
   * @param options.signal ends the waiting; no item is lost by that
   * @returns the item; rejects with QueueShutDown once the queue is shut down and empty, or with the signal's reason
   *
   * @example
   * const order = await queue.get({ signal });
   */
  get({ signal }: WaitOptions = {}): Promise<T> {
    try {
      signal?.throwIfAborted();
      if (this.#exchange.canTake) return Promise.resolve(this.#exchange.take());
      if (this.#isShutDown) throw shutDown('get');
      return this.#exchange.waitToGet(signal);
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  /**
   * Puts an item in if there is a place for it now.
   *
   * @throws QueueFull when there is none, QueueShutDown after `shutdown()`
   *
   * @example
   * queue.tryPut('milk');
   */
  tryPut(item: T): void {
    if (!this.#accept(item)) {
      throw new QueueFull(
        `The queue is full: it holds ${this.maxSize}. Wait for a place with await queue.put(item).`,
      );
    }
  }

  /**
   * Takes an item if there is one now.
   *
   * @throws QueueEmpty when there is none, QueueShutDown when there will never be one again
   *
   * @example
   * const order = queue.tryGet();
   */
  tryGet(): T {
    if (this.#exchange.canTake) return this.#exchange.take();
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
    if (this.#finished === this.#exchange.collectable) {
      throw new Error(
        'taskDone() was called more often than items were put: call it once for each item you get.',
      );
    }
    this.#finished += 1;
    this.#joined();
  }

  /**
   * Waits until every item ever put has been reported with `taskDone()`; at once when none is unfinished.
   *
   * @example
   * await queue.join();
   */
  join({ signal }: WaitOptions = {}): Promise<void> {
    try {
      signal?.throwIfAborted();
      if (this.unfinished === 0) return Promise.resolve();
      const waiter = new Waiter<void>(
        'in queue.join()',
        signal,
        signal && (() => this.#joiners.delete(waiter)),
      );
      this.#joiners.add(waiter);
      return waiter.promise;
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  /**
   * Closes the queue. Whoever waits to put or to get is told with QueueShutDown, and so are all later puts. What is
   * inside can still be read; after that `get` rejects and `for await` ends.
   *
   * @param options.immediate drops what is inside too, and counts it as finished
   *
   * @example
   * queue.shutdown();
   */
  shutdown({ immediate = false }: { immediate?: boolean | undefined } = {}): void {
    this.#isShutDown = true;
    const dropped = this.#exchange.close(immediate, shutDown);
    // An item may have been reported as done before it was ever taken: it counts once.
    this.#finished = Math.min(this.#finished + dropped, this.#exchange.collectable);
    this.#joined();
  }

  /**
   * Every item, until the queue is shut down and empty. Leaving the loop loses nothing and closes nothing. It does not
   * call `taskDone()`: only the body knows when the work on an item is done.
   *
   * @example
   * for await (const order of queue) log(order);
   */
  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    let left = false;
    return {
      next: () => {
        if (left) return Promise.resolve(end);
        if (this.#exchange.canTake) return Promise.resolve(asResult(this.#exchange.take()));
        return this.get().then(asResult, endIfShutDown);
      },
      return: () => {
        left = true;
        return Promise.resolve(end);
      },
    };
  }

  /** Puts the item in, or hands it to the getter whose turn it is. False when it would have to wait. */
  #accept(item: T): boolean {
    if (typeof item === 'object' && item !== null && 'then' in item) {
      throw new TypeError('A queue takes anything but a promise: put the awaited value, or { promise }.');
    }
    if (this.#isShutDown) throw shutDown('put');
    return this.#exchange.offer(item);
  }

  #joined(): void {
    if (this.#joiners.size === 0 || this.unfinished > 0) return;
    for (const waiter of this.#joiners) waiter.resolve();
    this.#joiners.clear();
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

function shutDown(call: 'put' | 'get' | 'tryGet'): QueueShutDown {
  return new QueueShutDown(`The queue has been shut down: ${call}() has nothing to wait for any more.`);
}
