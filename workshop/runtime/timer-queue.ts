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
  readonly #lists = new Map<number, TimerList>();
  #times = new TinyQueue<TimerList>([], earlier);
  #empty = 0;

  add(timer: VirtualTimer): void {
    let list = this.#lists.get(timer.due);
    if (!list) {
      list = new TimerList(timer.due);
      this.#lists.set(timer.due, list);
      this.#times.push(list);
    } else if (!list.first) this.#empty -= 1;
    list.append(timer);
  }

  remove(timer: VirtualTimer, list: TimerList): void {
    list.remove(timer);
    if (list.first) return;
    this.#empty += 1;
    // A list stays when its last timer goes, because the next one often comes right away. But not too many of them.
    if (this.#empty > fewEmpty && this.#empty > this.#times.length / 2) this.#tidy();
  }

  /** The timer that is due first. */
  get first(): VirtualTimer | undefined {
    for (let list = this.#times.peek(); list; list = this.#times.peek()) {
      if (list.first) return list.first;
      this.#times.pop();
      this.#lists.delete(list.due);
      this.#empty -= 1;
    }
    return undefined;
  }

  *[Symbol.iterator](): Generator<VirtualTimer> {
    for (const list of this.#lists.values()) yield* list;
  }

  #tidy(): void {
    for (const list of this.#lists.values()) if (!list.first) this.#lists.delete(list.due);
    this.#times = new TinyQueue([...this.#lists.values()], earlier);
    this.#empty = 0;
  }
}

function earlier(one: TimerList, other: TimerList): number {
  return one.due - other.due;
}
