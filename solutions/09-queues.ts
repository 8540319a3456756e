// Solution 09: queues
//
// Why it works: in `receive` the limit is one number, and the await makes it work: `put` comes back only when the
// webhook has a place, and until then the loop reads no other. In `serve` a shop takes the next order when it is free,
// so nothing has to be planned. `join` tells when the last order is done, not only when it was taken. The group is
// there for failures: without it, `join` would wait forever for a shop that has failed. `BoundedQueue` keeps two lines:
// those that wait for an item and those that wait for a place. Each `get` and `put` serves the head of the other line
// itself, in the same moment. So nothing is left to decide later: a late call finds no item and no place that belongs
// to another call, and `close` finds only calls that were given nothing.

import { Queue, QueueShutDown, taskGroup } from '#workshop';

/**
 * Repair (2 to 5 minutes). Handles webhooks that come in bursts, one at a time, in the order in which they come.
 *
 * It works, but in a burst it reads every webhook immediately and keeps it in memory. A webhook can be any text. It
 * should be like this:
 *
 * Limit: at most `room` webhooks wait in the queue. A webhook that finds it full waits for a place, and the next one is
 * read from `webhooks` only when it has got one.
 * Time: a webhook is read as soon as the one before it has its place. `handle` is called for the next webhook as soon
 * as the call before it has ended.
 * Result: none. By the end every webhook has been handled, once.
 * Failure: if `handle` fails, `receive` rejects with a TaskGroupError that holds the error, and handles no further
 * webhook. A webhook that waits for a place at that time stops waiting.
 */
export async function receive(
  webhooks: AsyncIterable<string>,
  handle: (webhook: string) => Promise<void>,
  room: number,
): Promise<void> {
  const queue = new Queue<string>({ maxSize: room });
  await taskGroup(async (group) => {
    group.createTask(async (signal) => {
      for await (const webhook of queue.values({ signal })) {
        await handle(webhook);
        queue.taskDone();
      }
    });
    for await (const webhook of webhooks) await queue.put(webhook, { signal: group.signal });
    await queue.join({ signal: group.signal });
    group.cancel();
  });
}

/** A shop serves one order at a time. */
export interface Shop {
  /** Takes a while. Rejects when the shop fails. */
  serve(order: string): Promise<void>;
  /** Closes the shop for good. */
  close(): void;
}

/**
 * Use (15 minutes). Serves orders that come in over time: each goes to a shop that is free, or waits until one is.
 * There is at least one shop. An order can be any text.
 *
 * Result: how many orders were served. By then every shop has been closed, once, and none before its last order.
 * Order: the order that came first starts first. Every order is served once; no shop serves two at a time.
 * Time: an order starts as soon as it comes in, or, if all the shops are busy, as soon as one of them is free.
 * Failure: if a shop fails, orders that no shop has begun need not be served. The shops at work finish theirs. As soon
 * as all the orders have come in and no shop is at work, `serve` rejects: with the error of the shop that failed, or with
 * a TaskGroupError that holds it. By then every shop has been closed, once, and none while it was at work.
 */
export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const queue = new Queue<string>();
  let served = 0;
  const work = async (shop: Shop, signal: AbortSignal) => {
    try {
      for await (const order of queue.values({ signal })) {
        await shop.serve(order);
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
 * Build (20 minutes). Builds a queue from smaller parts: first in, first out, with room for `maxSize` items. Do without
 * the workshop's Queue. An item can be anything but a promise: 0, an empty text, even undefined.
 *
 * `put` stores an item. While the queue is full it waits for a place.
 * `get` takes the oldest item. While the queue is empty it waits for one.
 * Time: a `put` or a `get` that waits goes on as soon as there is a place or an item for it.
 * Order: if several wait, the one that has waited longest goes first. No later call overtakes it, not even one made in
 * the same moment, right after its item or its place has come. So hand it over directly: a call made before the woken
 * one runs must not get it.
 * Limit: never more than `maxSize` items are inside, in such a moment too.
 * `close`: from now on `put` rejects with QueueShutDown (import it from '#workshop'). Items that are inside can still
 * be taken; after that `get` rejects with QueueShutDown. A `put` or `get` that still waits rejects immediately with the
 * same error. The item of such a `put` never enters.
 * What is given stays given: if a waiting `put` or `get` has got its place or its item, a `close` right after that, in
 * the same moment, changes nothing for it.
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
// receive
// 1. How many items may `new Queue<string>()` hold? And what does `tryPut` do when there is no place?
// 2. `new Queue<string>({ maxSize: room })` has room for that many. `put` waits for a place, unlike `tryPut`. Await it.
// 3. for await (const webhook of webhooks) await queue.put(webhook, { signal: group.signal });
//    The signal ends that wait when `handle` has failed, because then no place will ever come free.
//
// serve
// 1. Who decides which shop takes an order: the loop that reads the orders, or a shop that is free?
// 2. Put the orders into a Queue as they come in. Make each shop a task of one group: it takes the next order, serves
//    it, calls taskDone, and begins again. Close the shop in a `finally`.
// 3. In the body of the group, after the loop over the orders:
//    await queue.join({ signal: group.signal });
//    group.cancel();
//    And in the task of each shop: for await (const order of queue.values({ signal })) { … } with the task's signal.
//
// BoundedQueue
// 1. A `put` waits for a place. Which call makes a place, and so knows when the wait is over?
// 2. Keep two lists: for each `get` that waits its `resolve` and `reject`, for each `put` that waits those and its
//    item. If a `get` waits, `put` resolves the first of them with the item, and does not store it.
// 3. A `get` that takes an item makes a place. Give it away in the same step:
//    const putter = this.#putters.shift();
//    if (putter) { this.#items.push(putter.item); putter.resolve(); }
//    In `close`, empty both lists and reject everything that was in them with new QueueShutDown().
