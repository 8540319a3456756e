// sequential: one chain for all, so that only one runs at a time
export class Limiter {
  readonly maxRunning: number;
  #last: Promise<unknown> = Promise.resolve();

  constructor(maxRunning: number) {
    this.maxRunning = maxRunning;
  }

  run<T>(work: () => T | PromiseLike<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => {});
    return mine;
  }
}
