import type { WaitKind } from '../runtime/observer.ts';
import { Waiter } from '../runtime/waiter.ts';
import { LinkedList, type Place } from './linked-list.ts';

/** Callers that wait for their turn, each perhaps with something in hand. First come, first served. */
export class WaitingLine<Given, Brought = undefined> {
  readonly #kind: WaitKind;
  readonly #what: string;
  readonly #line = new LinkedList<{ waiter: Waiter<Given>; brought: Brought }>();
  readonly #leave = (waiter: Waiter<Given>): void => {
    this.#line.remove(waiter.place as Place<{ waiter: Waiter<Given>; brought: Brought }>);
  };

  /** @param what finishes the sentence "shop 1 waits …", such as `in queue.get()` */
  constructor(kind: WaitKind, what: string) {
    this.#kind = kind;
    this.#what = what;
  }

  get length(): number {
    return this.#line.length;
  }

  /** Joins the line at its end. An abort leaves it, wherever in the line that is. */
  join(signal: AbortSignal | undefined, brought: Brought): Promise<Given> {
    const waiter = new Waiter<Given>(this.#kind, this.#what, signal, this.#leave);
    waiter.place = this.#line.push({ waiter, brought });
    return waiter.promise;
  }

  /** Hands something to the caller that has waited longest, and takes what it brought. Only while the line is not empty. */
  serve(given: Given): Brought {
    const { waiter, brought } = this.#line.shift();
    waiter.resolve(given);
    return brought;
  }

  /** Sends away all, in their order, or only those who brought the same thing. */
  turnAway(reason: unknown, brought?: Brought): void {
    for (const each of this.#line) {
      if (brought === undefined || each.brought === brought) each.waiter.giveUp(reason);
    }
  }
}
