/**
 * What was ready in each step. Thousands may be ready through thousands of steps: of each step only the first few are kept,
 * and the others are counted.
 */
export class ReadyLists<Each> {
  readonly #most: { steps: number; names: number };
  readonly #first: Each[][] = [];
  /** By how many more there are in a step than in the one before. */
  readonly #changes: number[] = [];
  /** The nearest step, this one or an earlier one, whose list has room. */
  readonly #open: number[] = [];

  /** @param most how many steps there can be, and how many are kept of each */
  constructor(most: { steps: number; names: number }) {
    this.#most = most;
  }

  /** It was ready in the steps from `from` up to, but not in, `end`. Later calls are for what was taken later. */
  add(each: Each, from: number, end: number): void {
    const last = Math.min(end, this.#most.steps);
    if (from >= last) return;
    this.#changes[from] = (this.#changes[from] ?? 0) + 1;
    this.#changes[last] = (this.#changes[last] ?? 0) - 1;
    for (let at = this.#openAt(last - 1); at >= from; at = this.#openAt(at - 1)) {
      const first = (this.#first[at] ??= []);
      first.push(each);
      if (first.length === this.#most.names) this.#open[at] = at - 1;
    }
  }

  /** All steps in their order, up to `end`: the first few that were ready, and how many there were. */
  *steps(end: number): Generator<{ first: Each[]; count: number }> {
    let count = 0;
    for (let at = 0; at < end; at += 1) {
      count += this.#changes[at] ?? 0;
      yield { first: this.#first[at] ?? [], count };
    }
  }

  #openAt(step: number): number {
    let open = step;
    while (open >= 0 && this.#open[open] !== undefined) open = this.#open[open]!;
    // The next search skips what this one has walked through.
    for (let at = step; at > open;) {
      const next = this.#open[at]!;
      this.#open[at] = open;
      at = next;
    }
    return open;
  }
}
