import { Chain, type Link } from '../runtime/chain.ts';

/** One place in a list: with it an item leaves from the middle as quickly as from an end. */
export interface Place<T> extends Link<Place<T>> {
  readonly value: T;
}

/**
 * A list of any values whose items can leave from anywhere at the same low cost.
 *
 * @example
 * const line = new LinkedList<string>();
 * const place = line.push('first');
 * line.push('second');
 * line.remove(place);
 * line.shift(); // 'second'
 */
export class LinkedList<T> {
  #places = new Chain<Place<T>>();

  get length(): number {
    return this.#places.length;
  }

  /** Only for a list that is not empty: ask `length`. */
  get first(): T {
    return (this.#places.first as Place<T>).value;
  }

  push(value: T): Place<T> {
    const place: Place<T> = { value, chain: undefined, before: undefined, after: undefined };
    this.#places.append(place);
    return place;
  }

  /** Takes the first value out. Only for a list that is not empty: ask `length`. */
  shift(): T {
    return this.remove(this.#places.first as Place<T>);
  }

  /** Takes the value at `place` out. Only for a place that is still in this list. */
  remove(place: Place<T>): T {
    this.#places.remove(place);
    return place.value;
  }

  clear(): void {
    this.#places = new Chain();
  }

  /** Visits the values in their order; one that is being visited may leave meanwhile. */
  *[Symbol.iterator](): Generator<T> {
    for (const { value } of this.#places) yield value;
  }
}
