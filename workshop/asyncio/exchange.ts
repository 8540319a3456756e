import { LinkedList } from './linked-list.ts';
import { Waiter } from '../runtime/waiter.ts';

const settled = Promise.resolve();

/**
 * The inside of a queue: who owns which item and which place. Whatever is given to somebody who waits becomes final
 * one microtask later; until then, whoever is cancelled leaves their turn to the next in line.
 *
 * Nobody waits to get while there is something to take, and nobody waits to put while there is room.
 */
export class Exchange<T> {
  readonly #maxSize: number;
  readonly #items = new LinkedList<T>();
  /** Handed over but not collected yet: the first so many getters own these, in this order. */
  readonly #reserved = new LinkedList<T>();
  readonly #getters = new LinkedList<Waiter<T>>();
  readonly #putters = new LinkedList<{ item: T; waiter: Waiter<void> }>();
  #collectable = 0;
  #willHandOver = false;

  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  get size(): number {
    return this.#items.length + this.#granted;
  }

  /** How many items ever came in. */
  get entered(): number {
    return this.#collectable + this.#granted;
  }

  /** How many of them somebody can have taken out. */
  get collectable(): number {
    return this.#collectable;
  }

  get canTake(): boolean {
    return this.#items.length > 0 || this.#putters.length > 0;
  }

  /** Hands the item to the getter whose turn it is, or keeps it. False when there is no room. */
  offer(item: T): boolean {
    if (this.#getters.length > this.#reserved.length) {
      this.#reserved.push(item);
      this.#handOverSoon();
    } else if (this.#items.length + this.#putters.length < this.#maxSize) {
      this.#items.push(item);
    } else {
      return false;
    }
    this.#collectable += 1;
    return true;
  }

  /** The item that is first in line. Only while `canTake`. */
  take(): T {
    // Somebody who waits to put into an empty queue owns a place in it: their item is as good as in.
    if (this.#items.length === 0) this.#letIn();
    if (this.#putters.length > 0) this.#handOverSoon();
    return this.#items.shift();
  }

  waitToPut(item: T, signal: AbortSignal | undefined, onWithdrawn: () => void): Promise<void> {
    const waiter = new Waiter<void>(
      'in queue.put()',
      signal,
      signal &&
        (() => {
          this.#putters.remove(place);
          onWithdrawn();
        }),
    );
    const place = this.#putters.push({ item, waiter });
    return waiter.promise;
  }

  waitToGet(signal: AbortSignal | undefined): Promise<T> {
    const waiter = new Waiter<T>(
      'in queue.get()',
      signal,
      signal &&
        (() => {
          this.#getters.remove(place);
          // Nobody is left to collect what was handed over last: it is the first in line again.
          if (this.#reserved.length > this.#getters.length) this.#items.unshift(this.#reserved.pop());
        }),
    );
    const place = this.#getters.push(waiter);
    return waiter.promise;
  }

  /**
   * Sends away whoever has been given nothing.
   *
   * @param drop also drops what is inside, and the items of those who own a place
   * @returns how many items were dropped
   */
  close(drop: boolean, reason: (call: 'put' | 'get') => Error): number {
    for (const waiter of removeBehind(this.#getters, this.#reserved.length)) waiter.reject(reason('get'));
    const kept = drop ? 0 : this.#granted;
    for (const { waiter } of removeBehind(this.#putters, kept)) waiter.reject(reason('put'));
    const dropped = drop ? this.#items.length : 0;
    if (drop) this.#items.clear();
    return dropped;
  }

  /** How many of those who wait to put own a place. */
  get #granted(): number {
    return Math.max(0, Math.min(this.#putters.length, this.#maxSize - this.#items.length));
  }

  #letIn(): void {
    const { item, waiter } = this.#putters.shift();
    this.#items.push(item);
    this.#collectable += 1;
    waiter.resolve();
  }

  #handOverSoon(): void {
    if (this.#willHandOver) return;
    this.#willHandOver = true;
    void settled.then(() => this.#handOver());
  }

  #handOver(): void {
    this.#willHandOver = false;
    while (this.#reserved.length > 0) this.#getters.shift().resolve(this.#reserved.shift());
    for (let left = this.#granted; left > 0; left -= 1) this.#letIn();
  }
}

/** Takes out all but the first `kept`, and returns them in their order. */
function removeBehind<T>(list: LinkedList<T>, kept: number): T[] {
  const removed: T[] = [];
  while (list.length > kept) removed.push(list.pop());
  return removed.reverse();
}
