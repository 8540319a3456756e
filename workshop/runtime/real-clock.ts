/** What a program needs of a clock. The timers themselves stay the global ones, on either clock. */
export interface Clock {
  /** Milliseconds since the program began. */
  now(): number;
  /** The same, for a program that asks: it may ask forever. */
  read(): number;
  /** Passes `ms` milliseconds during which nothing else runs. */
  block(ms: number): void;
}

/** The clock on the wall. */
export class RealClock implements Clock {
  readonly #start = performance.now();

  now(): number {
    return performance.now() - this.#start;
  }

  read(): number {
    return this.now();
  }

  /** Puts the thread to sleep: as deaf as a busy loop, without heating the room. */
  block(ms: number): void {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  }
}
