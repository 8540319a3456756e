import { Chain, type Link } from '../runtime/chain.ts';
import type { WaitKind } from '../runtime/observer.ts';
import { Waiter } from '../runtime/waiter.ts';

/** A place in the line, who waits in it, and with what in hand. */
interface Turn<Given, Brought> extends Link<Turn<Given, Brought>> {
  readonly waiter: Waiter<Given>;
  readonly brought: Brought;
}

/** Callers that wait for their turn, each perhaps with something in hand. First come, first served. */
export class WaitingLine<Given, Brought = undefined> {
  readonly #kind: WaitKind;
  readonly #what: string;
  readonly #line = new Chain<Turn<Given, Brought>>();
  readonly #leave = (waiter: Waiter<Given>): void => {
    this.#line.remove(waiter.place as Turn<Given, Brought>);
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
    const turn = { waiter, brought, chain: undefined, before: undefined, after: undefined };
    waiter.place = turn;
    this.#line.append(turn);
    return waiter.promise;
  }

  /** Hands something to the caller that has waited longest, and takes what it brought. Only while the line is not empty. */
  serve(given: Given): Brought {
    const turn = this.#line.first as Turn<Given, Brought>;
    this.#line.remove(turn);
    turn.waiter.resolve(given);
    return turn.brought;
  }

  /** Sends away all, in their order, or only those who brought the same thing. */
  turnAway(reason: unknown, brought?: Brought): void {
    for (const each of this.#line) {
      if (brought === undefined || each.brought === brought) each.waiter.giveUp(reason);
    }
  }
}
