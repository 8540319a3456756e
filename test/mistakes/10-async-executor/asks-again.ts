// polling: asks every 70 ms whether a slot is free, so a free slot is left empty until then
import { sleep } from '#workshop';

export class Limiter {
  readonly maxRunning: number;
  #running = 0;

  constructor(maxRunning: number) {
    this.maxRunning = maxRunning;
  }

  async run<T>(work: () => T | PromiseLike<T>): Promise<T> {
    while (this.#running >= this.maxRunning) await sleep(70);
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
    }
  }
}
