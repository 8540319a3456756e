// Exercise 09: queues
//
// Check it:  npm start check 9        A hint:  npm start hint 9

import { sleep } from '#workshop';

/** A shop serves one order at a time. */
export interface Shop {
  /** Takes a while. Rejects when the shop fails. */
  serve(order: string): Promise<void>;
  /** Closes the shop for good. */
  close(): void;
}

/**
 * Serves orders that come in over time: each goes to a shop that is free, or waits until one is.
 *
 * Result: how many orders were served. By then every shop has been closed, once, and none before its last order.
 * Order: the order that came first starts first. Every order is served once; no shop serves two at a time.
 * Time: an order starts when it comes in, or, if all shops are busy then, when one of them becomes free.
 * Failure: when a shop fails and all orders have come in, `serve` rejects instead of waiting for ever: with the
 * shop's error, or with a TaskGroupError that holds it. Every shop is closed then too.
 */
export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const [shop] = shops;
  let served = 0;
  for await (const order of orders) {
    await shop?.serve(order);
    served += 1;
  }
  return served;
}

/**
 * Builds a queue from smaller parts: first in, first out, with room for `maxSize` items. Do without the workshop's
 * Queue.
 *
 * `put` stores an item, and waits for a place while the queue is full.
 * `get` takes the oldest item, and waits for one while the queue is empty.
 * Order: of those who wait in `put` or in `get`, the one who has waited longest is served first.
 * Time: they go on the moment there is a place or an item for them.
 * `close`: from now on `put` rejects with QueueShutDown. The items inside can still be taken; after that `get` rejects
 * with QueueShutDown. Those who wait at that moment are not forgotten: they get the same error, and an item that was
 * still waiting for a place never enters.
 */
export class BoundedQueue<T> {
  readonly maxSize: number;
  readonly #items: T[] = [];

  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }

  async put(item: T): Promise<void> {
    this.#items.push(item);
  }

  async get(): Promise<T> {
    while (this.#items.length === 0) await sleep(1000);
    return this.#items.shift() as T;
  }

  close(): void {}
}
