// lost-item: takes an item that is false in an `if`, such as 0, for no item, and waits for another
import { QueueShutDown } from '#workshop';

export class BoundedQueue<T> {
  readonly maxSize: number;
  readonly #items: T[] = [];
  #waiting: (() => void)[] = [];
  #closed = false;

  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }

  async put(item: T): Promise<void> {
    while (!this.#closed && this.#items.length >= this.maxSize) await this.#change();
    if (this.#closed) throw new QueueShutDown();
    this.#items.push(item);
    this.#wake();
  }

  async get(): Promise<T> {
    for (;;) {
      const item = this.#items.shift();
      if (item) {
        this.#wake();
        return item;
      }
      if (this.#closed) throw new QueueShutDown();
      await this.#change();
    }
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
