import TinyQueue from 'tinyqueue';
import { Chain } from './chain.ts';
import type { VirtualTimer } from './virtual-timer.ts';

/** Timers that are due together, in the order they were armed. */
export class TimerList extends Chain<VirtualTimer> {
  readonly due: number;

  constructor(due: number) {
    super();
    this.due = due;
  }
}

const fewEmpty = 1000;

/** All timers by due time. Equal due times keep the order of arming: they share a list. */
export class TimerQueue {
  /** The lists that have timers. */
  readonly #lists = new Map<number, TimerList>();
  /** These and, until they come first, some that have lost all of theirs: nothing can be taken out of the middle. */
  #times = new TinyQueue<TimerList>(undefined, earlier);

  add(timer: VirtualTimer): void {
    let list = this.#lists.get(timer.due);
    if (!list) {
      list = new TimerList(timer.due);
      this.#lists.set(timer.due, list);
      this.#times.push(list);
    }
    list.append(timer);
  }

  remove(timer: VirtualTimer, list: TimerList): void {
    list.remove(timer);
    if (list.first) return;
    this.#lists.delete(list.due);
    const empty = this.#times.length - this.#lists.size;
    if (empty > fewEmpty + this.#lists.size) this.#times = new TinyQueue([...this.#lists.values()], earlier);
  }

  /** The timer that is due first. */
  get first(): VirtualTimer | undefined {
    for (let list = this.#times.peek(); list; list = this.#times.peek()) {
      if (list.first) return list.first;
      this.#times.pop();
    }
    return undefined;
  }

  *[Symbol.iterator](): Generator<VirtualTimer> {
    for (const list of this.#lists.values()) yield* list;
  }
}

function earlier(one: TimerList, other: TimerList): number {
  return one.due - other.due;
}
