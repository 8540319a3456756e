interface Link<T> {
  readonly value: T;
  next: Link<T> | undefined;
}

/**
 * First in, first out, at the same low cost however long it is. An array's `shift()` moves all that is behind the first value.
 *
 * @example
 * const line = new Fifo<string>();
 * line.push('first');
 * line.push('second');
 * line.shift(); // 'first'
 */
export class Fifo<T> {
  length = 0;
  #first: Link<T> | undefined;
  #last: Link<T> | undefined;

  push(value: T): void {
    const link: Link<T> = { value, next: undefined };
    if (this.#last) this.#last.next = link;
    else this.#first = link;
    this.#last = link;
    this.length += 1;
  }

  /** Takes the first value out. Only while there is one: ask `length`. */
  shift(): T {
    const { value, next } = this.#first as Link<T>;
    this.#first = next;
    if (!next) this.#last = undefined;
    this.length -= 1;
    return value;
  }
}
