// One line for those who wait: they are putters or getters, never both.
import { QueueShutDown } from '#workshop';

interface Waiter<T> {
  item?: T;
  resolve(item: T): void;
  reject(error: unknown): void;
}
export class BoundedQueue<T> {
  readonly maxSize: number;
  readonly #items: T[] = [];
  #line: Waiter<T>[] = [];
  #open = true;
  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }
  put(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.#open) reject(new QueueShutDown());
      else if (this.#items.length === this.maxSize)
        this.#line.push({ item, resolve: () => resolve(), reject });
      else {
        if (this.#items.length === 0 && this.#line.length > 0) this.#line.shift()!.resolve(item);
        else this.#items.push(item);
        resolve();
      }
    });
  }
  get(): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#items.length === 0) {
        if (this.#open) this.#line.push({ resolve, reject });
        else reject(new QueueShutDown());
        return;
      }
      const full = this.#items.length === this.maxSize;
      resolve(this.#items.shift() as T);
      if (!full || this.#line.length === 0) return;
      const putter = this.#line.shift()!;
      this.#items.push(putter.item as T);
      putter.resolve(putter.item as T);
    });
  }
  close(): void {
    this.#open = false;
    const line = this.#line;
    this.#line = [];
    for (const waiter of line) waiter.reject(new QueueShutDown());
  }
}
