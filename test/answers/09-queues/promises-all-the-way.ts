// receive has an array and a promise that settles when a place is free. Free shops and waiting orders are two plain lists that promise callbacks match; the queue keeps a line of promised
// items and a line of promised places.
import { QueueShutDown, taskGroup } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function receive(
  webhooks: AsyncIterable<string>,
  handle: (webhook: string) => Promise<void>,
  room: number,
): Promise<void> {
  const waiting: string[] = [];
  let coming = true;
  let changed = () => {};
  let change = new Promise<void>((resolve) => (changed = resolve));
  const announce = () => {
    changed();
    change = new Promise((resolve) => (changed = resolve));
  };
  await taskGroup(async (group) => {
    group.createTask(async () => {
      while (coming || waiting.length > 0) {
        if (waiting.length === 0) await change;
        const webhook = waiting.shift();
        announce();
        if (webhook !== undefined) await handle(webhook);
      }
    });
    group.signal.addEventListener('abort', () => announce(), { once: true });
    for await (const webhook of webhooks) {
      while (waiting.length >= room && !group.signal.aborted) await change;
      group.signal.throwIfAborted();
      waiting.push(webhook);
      announce();
    }
    coming = false;
    announce();
  });
}

export function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  return new Promise<number>((resolve, reject) => {
    const free = [...shops];
    const waiting: string[] = [];
    let coming = true;
    let served = 0;
    let atWork = 0;
    let failed: { error: unknown } | undefined;
    const match = () => {
      while (!failed && free.length > 0 && waiting.length > 0) {
        const shop = free.shift()!;
        atWork += 1;
        const done = () => {
          served += 1;
          free.push(shop);
        };
        const over = () => {
          atWork -= 1;
          match();
        };
        void shop
          .serve(waiting.shift()!)
          .then(done, (error: unknown) => (failed ??= { error }))
          .then(over);
      }
      if (coming || atWork > 0) return;
      if (failed) reject(failed.error as Error);
      else resolve(served);
    };
    const read = async () => {
      for await (const order of orders) {
        waiting.push(order);
        match();
      }
      coming = false;
      match();
    };
    read().catch(reject);
  }).finally(() => {
    for (const shop of shops) shop.close();
  });
}

export class BoundedQueue<T> {
  readonly maxSize: number;
  readonly #items: { item: T; stored: () => void; refused: (error: Error) => void }[] = [];
  readonly #gets: { has: (item: T) => void; refused: (error: Error) => void }[] = [];
  #closed = false;

  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }

  // All items stand in one line; those within the first maxSize places count as stored.
  put(item: T): Promise<void> {
    return new Promise((stored, refused) => {
      if (this.#closed) return refused(new QueueShutDown());
      this.#items.push({ item, stored, refused });
      this.#settle();
    });
  }

  get(): Promise<T> {
    return new Promise((has, refused) => {
      this.#gets.push({ has, refused });
      this.#settle();
    });
  }

  close(): void {
    this.#closed = true;
    for (const { refused } of this.#items.splice(this.maxSize)) refused(new QueueShutDown());
    this.#settle();
  }

  #settle(): void {
    while (this.#gets.length > 0 && this.#items.length > 0) {
      const { item, stored } = this.#items.shift()!;
      stored();
      this.#gets.shift()!.has(item);
    }
    for (const { stored } of this.#items.slice(0, this.maxSize)) stored();
    if (this.#closed) for (const { refused } of this.#gets.splice(0)) refused(new QueueShutDown());
  }
}
