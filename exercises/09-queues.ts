// Exercise 09: queues
//
// Check it:  npm start check 9        A hint:  npm start hint 9

import { Queue, sleep, taskGroup } from '#workshop';

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
  const queue = new Queue<string>();
  await taskGroup(async (group) => {
    group.createTask(async (signal) => {
      for await (const webhook of queue.values({ signal })) {
        await handle(webhook);
        queue.taskDone();
      }
    });
    for await (const webhook of webhooks) queue.tryPut(webhook);
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
  const [shop] = shops;
  let served = 0;
  for await (const order of orders) {
    await shop?.serve(order);
    served += 1;
  }
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
