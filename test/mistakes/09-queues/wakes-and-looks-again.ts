// wrong-order: one that waited is woken and looks again, and a call in the same moment is quicker
import { QueueShutDown } from '#workshop';

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
