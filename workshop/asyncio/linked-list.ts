/** One place in a list: with it an item leaves from the middle as quickly as from an end. */
export interface Place<T> {
  readonly value: T;
  before: Place<T> | undefined;
  after: Place<T> | undefined;
}

/**
 * A doubly linked list: joins and leaves cost the same wherever they happen and however long the list is. An array
 * moves everything behind a removed item, and a Set that always loses its first entry slows down as it empties.
 *
 * @example
 * const line = new LinkedList<string>();
 * const place = line.push('first');
 * line.push('second');
 * line.remove(place);
 * line.shift(); // 'second'
 */
export class LinkedList<T> {
  #first: Place<T> | undefined;
  #last: Place<T> | undefined;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Only for a list that is not empty: ask `length`. */
  get first(): T {
    return (this.#first as Place<T>).value;
  }

  push(value: T): Place<T> {
    const place: Place<T> = { value, before: this.#last, after: undefined };
    if (this.#last) this.#last.after = place;
    else this.#first = place;
    this.#last = place;
    this.#length += 1;
    return place;
  }

  unshift(value: T): Place<T> {
    const place: Place<T> = { value, before: undefined, after: this.#first };
    if (this.#first) this.#first.before = place;
    else this.#last = place;
    this.#first = place;
    this.#length += 1;
    return place;
  }

  /** Takes the first value out. Only for a list that is not empty: ask `length`. */
  shift(): T {
    return this.remove(this.#first as Place<T>);
  }

  /** Takes the last value out. Only for a list that is not empty: ask `length`. */
  pop(): T {
    return this.remove(this.#last as Place<T>);
  }

  /** Takes the value at `place` out. Only for a place that is still in this list. */
  remove(place: Place<T>): T {
    const { before, after } = place;
    if (before) before.after = after;
    else this.#first = after;
    if (after) after.before = before;
    else this.#last = before;
    this.#length -= 1;
    return place.value;
  }

  clear(): void {
    this.#first = undefined;
    this.#last = undefined;
    this.#length = 0;
  }
}
