import type { WaitKind } from '../runtime/observer.ts';
import { Waiter } from '../runtime/waiter.ts';
import { LinkedList } from './linked-list.ts';

/** Callers that wait for their turn, each perhaps with something in hand. First come, first served. */
export class WaitingLine<Given, Brought = undefined> {
  readonly #kind: WaitKind;
  readonly #what: string;
  readonly #line = new LinkedList<{ waiter: Waiter<Given>; brought: Brought }>();

  /** @param what finishes the sentence "shop 1 waits …", such as `in queue.get()` */
  constructor(kind: WaitKind, what: string) {
    this.#kind = kind;
    this.#what = what;
  }

  get length(): number {
    return this.#line.length;
  }

  /** Joins the line at its end. An abort leaves it, wherever in the line that is. */
  join(signal: AbortSignal | undefined, brought: Brought): Waiter<Given> {
    const leave = () => this.#line.remove(place);
    const waiter = new Waiter<Given>(this.#kind, this.#what, signal, leave);
    const place = this.#line.push({ waiter, brought });
    return waiter;
  }

  /** Hands something to the caller that has waited longest, and takes what it brought. Only while the line is not empty. */
  serve(given: Given): Brought {
    const { waiter, brought } = this.#line.shift();
    waiter.resolve(given);
    return brought;
  }

  /** Sends all away, in their order. */
  turnAway(reason: unknown): void {
    while (this.#line.length > 0) this.#line.shift().waiter.reject(reason);
  }
}
