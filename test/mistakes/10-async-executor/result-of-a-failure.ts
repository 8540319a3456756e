// swallowed-error: catches the error to free the slot, and does not rethrow it
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
    let result: T | undefined;
    try {
      result = await work();
    } catch {
      // The slot is freed below.
    }
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running -= 1;
    return result as T;
  }
}
