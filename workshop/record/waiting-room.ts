import type { Pending, QueueName } from './turns.ts';

/** What is to run later, in the order in which it is taken. There may be tens of thousands, and they are looked at after each step. */
export class WaitingRoom {
  /** By due time; those that are due together in the order in which they came. */
  readonly #timers: Pending[] = [];
  readonly #others = new Map<QueueName, Set<Pending>>();

  add(pending: Pending): void {
    if (pending.queue === 'timers') this.#timers.splice(this.#place(pending.due ?? 0, true), 0, pending);
    else this.#queue(pending.queue).add(pending);
  }

  remove(pending: Pending): void {
    if (pending.queue !== 'timers') {
      this.#queue(pending.queue).delete(pending);
      return;
    }
    // Of those that are due together the first is mostly the first to go.
    const at = this.#timers.indexOf(pending, this.#place(pending.due ?? 0, false));
    if (at >= 0) this.#timers.splice(at, 1);
  }

  /** The first few of a queue, and how many there are. */
  look(queue: QueueName, most: number): { first: Pending[]; count: number } {
    if (queue === 'timers') return { first: this.#timers.slice(0, most), count: this.#timers.length };
    const first: Pending[] = [];
    for (const pending of this.#queue(queue)) {
      if (first.length === most) break;
      first.push(pending);
    }
    return { first, count: this.#queue(queue).size };
  }

  #queue(name: QueueName): Set<Pending> {
    const found = this.#others.get(name) ?? new Set();
    this.#others.set(name, found);
    return found;
  }

  /** Where in the list the timers begin that are due then, or with `behind` those that are due later. */
  #place(due: number, behind: boolean): number {
    let [low, high] = [0, this.#timers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#timers[middle]!.due ?? 0;
      if (other < due || (behind && other === due)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
