// slot-leak: gives the slot back when the promise settles, and a throw comes before there is one
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
    const promise = Promise.resolve(work());
    return promise.finally(() => {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    });
  }
}
