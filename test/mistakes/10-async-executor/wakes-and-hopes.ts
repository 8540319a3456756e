// over-limit: frees the slot and wakes the next one, and a newcomer may take the slot before that one moves
export class Limiter {
  readonly maxRunning: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(maxRunning: number) {
    this.maxRunning = maxRunning;
  }

  async run<T>(work: () => T | PromiseLike<T>): Promise<T> {
    if (this.#running >= this.maxRunning) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}
