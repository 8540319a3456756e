// Exercise 06: task groups
//
// Check it:  npm start check 6        A hint:  npm start hint 6

/** Something that has been bought. */
export interface Purchase {
  item: string;
  /** Takes it back to the shop, which takes a while. */
  giveBack(): Promise<void>;
}

/** Buys one item. When the signal aborts it stops, if it still can, and rejects with the signal's reason. */
export type Buy = (item: string, signal: AbortSignal) => Promise<Purchase>;

/**
 * Buys all the items, or none: with half a breakfast nobody is helped.
 *
 * Result: the purchases, in the order of the items.
 * Time: all are bought together, so it takes as long as the longest.
 * Failure: as soon as one cannot be bought, the others are cancelled. When all have ended, whatever was bought all the
 * same is given back, everything together. Then it rejects with an AggregateError that has the failures in `errors`,
 * as a task group does.
 */
export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const purchases: Purchase[] = [];
  for (const item of items) purchases.push(await buy(item, new AbortController().signal));
  return purchases;
}

/** What the body of `group` is given. */
export interface Group {
  /** Aborts when something in the group has failed. */
  signal: AbortSignal;
  /** Starts one more child. The body may call it, and every child, as long as nothing has failed. */
  start(child: (signal: AbortSignal) => Promise<unknown>): void;
}

/**
 * Builds a small task group. Do without taskGroup.
 *
 * Result: what the body returns.
 * Time: the group ends when its body and all its children have ended, those too that children have started.
 * Failure: with the first failure, of a child or of the body, the signal aborts. The group waits until everybody has
 * ended, cleanup included, and rejects with an AggregateError: its `errors` are all the failures, in the order in which
 * they happened. Whoever rejects with the reason of the signal has not failed, but done what the signal asked for.
 */
export async function group<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const { signal } = new AbortController();
  return body({ signal, start: (child) => void child(signal) });
}
