// Solution 09: queues
//
// Why it works: whoever makes work only puts it into the queue, and a shop takes the next order when it is free, so
// nobody has to plan who does what. `join` tells when the last order is done, not only when the last one was taken. The
// group sees to failures: without it a shop that fails would leave `join` waiting for ever. The queue built by hand
// keeps two lines of people, those who wait for an item and those who wait for a place. Each `get` and `put` serves the
// head of the other line itself, so nobody is woken in vain and nobody can push in.

import { Queue, QueueShutDown, taskGroup } from '#workshop';

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
  const queue = new Queue<string>();
  let served = 0;
  const work = async (shop: Shop, signal: AbortSignal) => {
    try {
      for (;;) {
        await shop.serve(await queue.get({ signal }));
        served += 1;
        queue.taskDone();
      }
    } finally {
      shop.close();
    }
  };
  await taskGroup(async (group) => {
    for (const shop of shops) group.createTask((signal) => work(shop, signal));
    for await (const order of orders) await queue.put(order);
    await queue.join({ signal: group.signal });
    group.cancel();
  });
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
  #getters: { resolve: (item: T) => void; reject: (error: Error) => void }[] = [];
  #putters: { item: T; resolve: () => void; reject: (error: Error) => void }[] = [];
  #closed = false;

  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }

  async put(item: T): Promise<void> {
    if (this.#closed) throw new QueueShutDown();
    const getter = this.#getters.shift();
    if (getter) getter.resolve(item);
    else if (this.#items.length < this.maxSize) this.#items.push(item);
    else await new Promise<void>((resolve, reject) => this.#putters.push({ item, resolve, reject }));
  }

  async get(): Promise<T> {
    if (this.#items.length === 0) {
      if (this.#closed) throw new QueueShutDown();
      return new Promise<T>((resolve, reject) => this.#getters.push({ resolve, reject }));
    }
    const item = this.#items.shift() as T;
    const putter = this.#putters.shift();
    if (putter) {
      this.#items.push(putter.item);
      putter.resolve();
    }
    return item;
  }

  close(): void {
    this.#closed = true;
    const waiting = [...this.#getters, ...this.#putters];
    this.#getters = [];
    this.#putters = [];
    for (const { reject } of waiting) reject(new QueueShutDown());
  }
}

// Hints
//
// serve
// 1. Who decides which shop takes an order: the one who reads the orders, or a shop that has just become free?
// 2. Put the orders into a Queue as they come. Let every shop be a task of one task group that takes the next order,
//    serves it and says taskDone, for ever; close the shop in a finally.
// 3. When the orders have ended: await queue.join({ signal: group.signal }), then group.cancel(). Hand the signal of
//    each shop's task to queue.get({ signal }).
//
// BoundedQueue
// 1. Somebody has to wait in put. Who knows the moment in which a place becomes free?
// 2. Keep a list of those who wait in get and one of those who wait in put: the resolve and reject of a promise each,
//    for put with the item. A put that finds somebody waiting in get hands the item over without storing it.
// 3. A get that takes an item makes a place: shift() the first of the waiting puts, push its item, resolve it. In
//    close, reject everybody who waits.
