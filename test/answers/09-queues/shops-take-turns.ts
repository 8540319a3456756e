// receive counts places itself, with a queue of free places; serve lets free shops wait in a queue of their own; the
// queue built by hand has promised items and promised places: whichever side comes first leaves a promise for the other.
import { createTask, Queue, QueueShutDown, TaskGroupError, taskGroup, type Task } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function receive(
  webhooks: AsyncIterable<string>,
  handle: (webhook: string) => Promise<void>,
  room: number,
): Promise<void> {
  const places = new Queue<string>();
  for (let place = 0; place < room; place += 1) places.tryPut('free');
  const waiting = new Queue<string>();
  await taskGroup(async (group) => {
    const worker = group.createTask(async (signal) => {
      for await (const webhook of waiting) {
        places.tryPut('free');
        await handle(webhook);
        signal.throwIfAborted();
      }
    });
    for await (const webhook of webhooks) {
      await places.get({ signal: group.signal });
      waiting.tryPut(webhook);
    }
    waiting.shutdown();
    await worker;
  });
}

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const free = new Queue<Shop>();
  for (const shop of shops) free.tryPut(shop);
  const failures: unknown[] = [];
  const under: Task<void>[] = [];
  try {
    const queue = new Queue<string>();
    const dispatcher = createTask(async () => {
      for await (const order of queue) {
        const shop = await free.get();
        const serving = async () => {
          try {
            await shop.serve(order);
          } catch (error) {
            failures.push(error);
          }
          free.tryPut(shop);
        };
        under.push(createTask(serving));
      }
    });
    for await (const order of orders) queue.tryPut(order);
    queue.shutdown();
    await dispatcher;
    await Promise.all(under);
    if (failures.length > 0) throw new TaskGroupError(failures);
    return under.length;
  } finally {
    for (const shop of shops) shop.close();
  }
}

export class BoundedQueue<T> {
  readonly maxSize: number;
  readonly #inside: { value: T }[] = [];
  readonly #wanted: ((given: { value: T } | QueueShutDown) => void)[] = [];
  readonly #offered: { value: T; enter: (entered: boolean) => void }[] = [];
  #open = true;

  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }

  async put(value: T): Promise<void> {
    if (!this.#open) throw new QueueShutDown();
    const take = this.#wanted.shift();
    if (take) return take({ value });
    if (this.#inside.length < this.maxSize) return void this.#inside.push({ value });
    const entered = await new Promise<boolean>((enter) => this.#offered.push({ value, enter }));
    if (!entered) throw new QueueShutDown();
  }

  async get(): Promise<T> {
    const first = this.#inside.shift();
    const next = this.#offered.shift();
    if (next) {
      this.#inside.push({ value: next.value });
      next.enter(true);
    }
    const given = first ?? (await this.#wait());
    if (given instanceof QueueShutDown) throw given;
    return given.value;
  }

  #wait(): Promise<{ value: T } | QueueShutDown> | QueueShutDown {
    return this.#open ? new Promise((take) => this.#wanted.push(take)) : new QueueShutDown();
  }

  close(): void {
    this.#open = false;
    while (this.#wanted.length > 0) this.#wanted.shift()!(new QueueShutDown());
    while (this.#offered.length > 0) this.#offered.shift()!.enter(false);
  }
}
