import type { Call } from './calls.ts';

/** All calls of one name that were ever under way at the same time, each with a number of its own, from 1. */
export class Family {
  readonly #calls: Call[] = [];
  /** No number below it is free. */
  #lowest = 0;
  #hasGenerators = false;

  get size(): number {
    return this.#calls.length;
  }

  /** A new call takes the lowest number that no other one, still under way, has. */
  join(call: Call): void {
    let at = this.#lowest;
    while (this.#calls[at]?.ended === false) at += 1;
    this.#calls[at] = call;
    this.#lowest = at + 1;
    this.#hasGenerators ||= call.kind === 'generator';
    call.number = at + 1;
  }

  end(call: Call): void {
    call.ended = true;
    // Its number may be another one's by now.
    if (this.#calls[call.number - 1] === call) this.#lowest = Math.min(this.#lowest, call.number - 1);
  }

  /** The first generator that fits. */
  generator(fits: (call: Call) => boolean): Call | undefined {
    if (!this.#hasGenerators) return undefined;
    return this.#calls.find((call) => call.kind === 'generator' && fits(call));
  }
}
