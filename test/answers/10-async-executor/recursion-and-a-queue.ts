// Callbacks that start the next item; and a limiter whose slots are tokens in a queue.
import { Queue } from '#workshop';

export function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  return new Promise((resolve, reject) => {
    const results: Result[] = [];
    let started = 0;
    let done = 0;
    let open = true;
    const fail = (error: unknown) => {
      open = false;
      reject(error);
    };
    const startNext = (): void => {
      if (!open || started === items.length) return;
      const place = started;
      started += 1;
      work(items[place] as Item).then((result) => {
        results[place] = result;
        done += 1;
        if (done === items.length) resolve(results);
        else startNext();
      }, fail);
    };
    if (items.length === 0) resolve(results);
    for (let n = 0; n < limit; n += 1) startNext();
  });
}

export class Limiter {
  readonly maxRunning: number;
  readonly #slots = new Queue<number>();

  constructor(maxRunning: number) {
    this.maxRunning = maxRunning;
    for (let slot = 1; slot <= maxRunning; slot += 1) this.#slots.tryPut(slot);
  }

  async run<T>(work: () => T | PromiseLike<T>): Promise<T> {
    const slot = await this.#slots.get();
    try {
      return await work();
    } finally {
      this.#slots.tryPut(slot);
    }
  }
}
