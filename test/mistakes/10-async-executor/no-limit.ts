// over-limit: counts what runs, and never looks at the count
export class Limiter {
  readonly maxRunning: number;
  running = 0;

  constructor(maxRunning: number) {
    this.maxRunning = maxRunning;
  }

  async run<T>(work: () => T | PromiseLike<T>): Promise<T> {
    this.running += 1;
    const result = await work();
    this.running -= 1;
    return result;
  }
}
