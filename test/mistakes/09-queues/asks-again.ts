// polling: asks again every 70 ms whether there is a place or an item
import { QueueShutDown, sleep } from '#workshop';

export class BoundedQueue<T> {
  readonly maxSize: number;
  readonly #items: T[] = [];
  #closed = false;

  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }

  async put(item: T): Promise<void> {
    while (!this.#closed && this.#items.length >= this.maxSize) await sleep(70);
    if (this.#closed) throw new QueueShutDown();
    this.#items.push(item);
  }

  async get(): Promise<T> {
    while (!this.#closed && this.#items.length === 0) await sleep(70);
    if (this.#items.length === 0) throw new QueueShutDown();
    return this.#items.shift() as T;
  }

  close(): void {
    this.#closed = true;
  }
}
