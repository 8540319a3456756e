// Starts from a line of functions.

export class Limiter {
  readonly maxRunning: number;
  #free: number;
  readonly #line: (() => void)[] = [];
  constructor(maxRunning: number) {
    this.maxRunning = maxRunning;
    this.#free = maxRunning;
  }
  run<T>(work: () => T | PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        const next = this.#line.shift();
        if (next) next();
        else this.#free += 1;
      };
      const start = async (): Promise<void> => {
        try {
          resolve(await work());
        } catch (error) {
          reject(error);
        } finally {
          leave();
        }
      };
      if (this.#free > 0) {
        this.#free -= 1;
        void start();
      } else this.#line.push(() => void start());
    });
  }
}
