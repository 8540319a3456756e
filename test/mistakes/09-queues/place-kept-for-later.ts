// wrong-order: frees the place first and lets the one that waited enter later, so that a call in between gets it too
import { QueueShutDown } from '#workshop';

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
      void Promise.resolve().then(() => {
        this.#items.push(putter.item);
        putter.resolve();
      });
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
