import { LinkedList } from './linked-list.ts';
import { QueueEmpty, QueueFull, QueueShutDown } from './queue-errors.ts';
import { Waiter } from './waiter.ts';

interface WaitOptions {
  /** Ends the waiting when it aborts; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

const settled = Promise.resolve();

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
  readonly #items = new LinkedList<T>();
  // Given away, but not collected yet: the first so many getters own these, in this order. One microtask later they get
  // them for good; one that is cancelled before leaves its turn to the next in line.
  readonly #reserved = new LinkedList<T>();
  readonly #getters = new LinkedList<Waiter<T>>();
  readonly #putters = new LinkedList<{ item: T; waiter: Waiter<void> }>();
  readonly #joiners = new Set<Waiter<void>>();
  #unfinished = 0;
  #isShutDown = false;
  #willHandOut = false;

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

  /** How many items are inside. An item that has been handed to a waiting getter is not. */
  get size(): number {
    return this.#items.length + this.#granted;
  }

  /** How many items were put and have not been reported with `taskDone()`. */
  get unfinished(): number {
    return this.#unfinished + this.#granted;
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
      const waiter = new Waiter<void>('in queue.put()', signal, signal && (() => {
        this.#putters.remove(place);
        this.#releaseJoiners();
      }));
      const place = this.#putters.push({ item, waiter });
      return waiter.promise;
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
      if (this.#available) return Promise.resolve(this.#take());
      if (this.#isShutDown) throw shutDown('get');
      const waiter = new Waiter<T>('in queue.get()', signal, signal && (() => {
        this.#getters.remove(place);
        // Nobody is left to collect the latest item that was given away: it is the first in line again.
        if (this.#reserved.length > this.#getters.length) this.#items.unshift(this.#reserved.pop());
      }));
      const place = this.#getters.push(waiter);
      return waiter.promise;
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
      throw new QueueFull(`The queue is full: it holds ${this.maxSize}. Wait for a place with await queue.put(item).`);
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
    if (this.#available) return this.#take();
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
      throw new Error('taskDone() was called more often than items were put: call it once for each item you get.');
    }
    this.#unfinished -= 1;
    this.#releaseJoiners();
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
      const waiter = new Waiter<void>('in queue.join()', signal, signal && (() => this.#joiners.delete(waiter)));
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
    const keptPutters = immediate ? 0 : this.#granted;
    for (const waiter of removeBehind(this.#getters, this.#reserved.length)) waiter.reject(shutDown('get'));
    for (const { waiter } of removeBehind(this.#putters, keptPutters)) waiter.reject(shutDown('put'));
    if (!immediate) return;
    this.#unfinished -= this.#items.length;
    this.#items.clear();
    this.#releaseJoiners();
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
        if (left) return Promise.resolve({ value: undefined, done: true });
        return this.get().then(
          (value) => ({ value, done: false }),
          (error: unknown) => {
            if (error instanceof QueueShutDown) return { value: undefined, done: true };
            throw error;
          },
        );
      },
      return: () => {
        left = true;
        return Promise.resolve({ value: undefined, done: true });
      },
    };
  }

  /** How many of those who wait to put own a place already: their item is as good as in. */
  get #granted(): number {
    return Math.max(0, Math.min(this.#putters.length, this.maxSize - this.#items.length));
  }

  get #available(): boolean {
    return this.#items.length > 0 || this.#putters.length > 0;
  }

  /** Puts the item in, or hands it to the getter whose turn it is. False when it would have to wait. */
  #accept(item: T): boolean {
    if (typeof item === 'object' && item !== null && 'then' in item) {
      throw new TypeError('A queue takes anything but a promise: put the awaited value, or { promise }.');
    }
    if (this.#isShutDown) throw shutDown('put');
    if (this.#getters.length > this.#reserved.length) {
      this.#reserved.push(item);
      this.#handOutSoon();
    } else if (this.#items.length + this.#putters.length < this.maxSize) {
      this.#items.push(item);
    } else {
      return false;
    }
    this.#unfinished += 1;
    return true;
  }

  #take(): T {
    // Only with a place of its own can somebody still wait to put into an empty queue.
    if (this.#items.length === 0) this.#letIn();
    if (this.#putters.length > 0) this.#handOutSoon();
    return this.#items.shift();
  }

  #letIn(): void {
    const { item, waiter } = this.#putters.shift();
    this.#items.push(item);
    this.#unfinished += 1;
    waiter.resolve();
  }

  /** What was given away becomes final a moment later, in one go, so that it can still be passed on until then. */
  #handOutSoon(): void {
    if (this.#willHandOut) return;
    this.#willHandOut = true;
    void settled.then(() => this.#handOut());
  }

  #handOut(): void {
    this.#willHandOut = false;
    while (this.#reserved.length > 0) this.#getters.shift().resolve(this.#reserved.shift());
    for (let left = this.#granted; left > 0; left -= 1) this.#letIn();
  }

  #releaseJoiners(): void {
    if (this.#joiners.size === 0 || this.unfinished > 0) return;
    for (const waiter of this.#joiners) waiter.resolve();
    this.#joiners.clear();
  }
}

function shutDown(call: string): QueueShutDown {
  return new QueueShutDown(`The queue has been shut down: ${call}() has nothing to wait for any more.`);
}

/** Takes out all but the first `kept`, and returns them in their order. */
function removeBehind<T>(list: LinkedList<T>, kept: number): T[] {
  const removed: T[] = [];
  while (list.length > kept) removed.push(list.pop());
  return removed.reverse();
}
