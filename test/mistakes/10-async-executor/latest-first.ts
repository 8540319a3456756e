// wrong-order: the next slot goes to the call that came last
export class Limiter {
  readonly maxRunning: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(maxRunning: number) {
    this.maxRunning = maxRunning;
  }

  async run<T>(work: () => T | PromiseLike<T>): Promise<T> {
    if (this.#running < this.maxRunning) this.#running += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.pop();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
