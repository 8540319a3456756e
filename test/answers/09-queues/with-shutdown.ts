// The worker and the shops are for-await loops over the queue, which end by themselves when it is shut down; in the
// queue built by hand all entries are in one line, and the first few of them count as inside.
import { Queue, QueueShutDown, taskGroup } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function receive(
  webhooks: AsyncIterable<string>,
  handle: (webhook: string) => Promise<void>,
  room: number,
): Promise<void> {
  const queue = new Queue<string>({ maxSize: room });
  await taskGroup(async (group) => {
    group.createTask(async () => {
      for await (const webhook of queue) await handle(webhook);
    });
    for await (const webhook of webhooks) await queue.put(webhook, { signal: group.signal });
    queue.shutdown();
  });
}

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const queue = new Queue<string>();
  let served = 0;
  await taskGroup(async (group) => {
    for (const shop of shops) {
      group.createTask(async () => {
        try {
          for await (const order of queue) {
            await shop.serve(order);
            served += 1;
          }
        } finally {
          shop.close();
        }
      });
    }
    for await (const order of orders) await queue.put(order);
    queue.shutdown();
  });
  return served;
}

interface Entry<T> {
  item: T;
  /** Settles when the item is inside. */
  stored: () => void;
  refused: (error: Error) => void;
}

export class BoundedQueue<T> {
  readonly maxSize: number;
  // One line of entries: the first maxSize are inside, the others wait for a place.
  #entries: Entry<T>[] = [];
  #takers: { resolve: (item: T) => void; reject: (error: Error) => void }[] = [];
  #closed = false;

  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }

  put(item: T): Promise<void> {
    return new Promise((stored, refused) => {
      const taker = this.#takers.shift();
      if (this.#closed) refused(new QueueShutDown());
      else if (taker) {
        taker.resolve(item);
        stored();
      } else {
        this.#entries = [...this.#entries, { item, stored, refused }];
        if (this.#entries.length <= this.maxSize) stored();
      }
    });
  }

  get(): Promise<T> {
    return new Promise((resolve, reject) => {
      const [first, ...rest] = this.#entries;
      if (first) {
        this.#entries = rest;
        resolve(first.item);
        // Everybody has moved up by one: there is a new last one inside.
        this.#entries[this.maxSize - 1]?.stored();
      } else if (this.#closed) reject(new QueueShutDown());
      else this.#takers.push({ resolve, reject });
    });
  }

  close(): void {
    this.#closed = true;
    for (const { refused } of this.#entries.splice(this.maxSize)) refused(new QueueShutDown());
    for (const { reject } of this.#takers.splice(0)) reject(new QueueShutDown());
  }
}
