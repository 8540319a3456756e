/** What can be part of a chain, of one at a time. */
export interface Link<Item> {
  chain: object | undefined;
  before: Item | undefined;
  after: Item | undefined;
}

/**
 * A doubly linked list whose items are their own links: joining and leaving cost the same wherever they happen and however
 * long the list is, and need no memory. An array moves everything behind a removed item, and a Set that always loses its
 * first entry slows down as it empties.
 */
export class Chain<Item extends Link<Item>> {
  first: Item | undefined;
  last: Item | undefined;
  length = 0;

  append(item: Item): void {
    item.chain = this;
    item.before = this.last;
    if (this.last) this.last.after = item;
    else this.first = item;
    this.last = item;
    this.length += 1;
  }

  /** Takes an item out; does nothing with one that is not in this chain. */
  remove(item: Item): void {
    if (item.chain !== this) return;
    const { before, after } = item;
    if (before) before.after = after;
    else this.first = after;
    if (after) after.before = before;
    else this.last = before;
    item.chain = item.before = item.after = undefined;
    this.length -= 1;
  }

  /** The items in their order; the one that is being visited may leave meanwhile. */
  *[Symbol.iterator](): Generator<Item> {
    for (let item = this.first; item;) {
      const { after } = item;
      yield item;
      item = after;
    }
  }
}
