// The shops are for-await loops over the queue, which end by themselves when it is shut down; the queue wakes all who
// wait whenever something changes, and each looks whether it is its turn.
import { Queue, QueueShutDown, taskGroup } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

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

export class BoundedQueue<T> {
  readonly maxSize: number;
  #items: T[] = [];
  #line: { side: 'get' | 'put'; resolve: () => void }[] = [];
  #closed = false;

  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }

  async put(item: T): Promise<void> {
    if (this.#closed) throw new QueueShutDown();
    while (this.#items.length >= this.maxSize) {
      await this.#wait('put');
      if (this.#closed) throw new QueueShutDown();
    }
    this.#items.push(item);
    this.#wakeFirst('get');
  }

  async get(): Promise<T> {
    while (this.#items.length === 0) {
      if (this.#closed) throw new QueueShutDown();
      await this.#wait('get');
    }
    const [item, ...rest] = this.#items;
    this.#items = rest;
    this.#wakeFirst('put');
    return item as T;
  }

  close(): void {
    this.#closed = true;
    const line = this.#line;
    this.#line = [];
    for (const { resolve } of line) resolve();
  }

  #wait(side: 'get' | 'put'): Promise<void> {
    return new Promise((resolve) => this.#line.push({ side, resolve }));
  }

  #wakeFirst(side: 'get' | 'put'): void {
    const place = this.#line.findIndex((each) => each.side === side);
    if (place !== -1) this.#line.splice(place, 1)[0]!.resolve();
  }
}
