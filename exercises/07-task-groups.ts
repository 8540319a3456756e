// Exercise 07: task groups
//
// Check it:  npm start check 7        A hint:  npm start hint 7

/** What a checkout has to do. Each step stops when its signal aborts, if it still can, and rejects with its reason. */
export interface Cart {
  reserveStock(signal: AbortSignal): Promise<void>;
  /** Resolves with the receipt. */
  chargeCard(signal: AbortSignal): Promise<string>;
  sendEmail(signal: AbortSignal): Promise<void>;
}

/**
 * Repair (2 to 5 minutes). A checkout does its three steps at the same time. The bug: when the card is declined the
 * checkout fails, but the other steps run on, and the customer still gets an e-mail that says thank you.
 *
 * You may import taskGroup from '#workshop'.
 *
 * Result: the receipt, whatever text it is.
 * Order: the steps start in this order: stock, card, e-mail.
 * Time: as long as the longest of the three steps.
 * Failure: as soon as one step fails, the signal of the other steps aborts. When all three have ended, cleanup
 * included, the checkout rejects with an AggregateError, as a task group does: its `errors` are all the failures, in
 * the order in which they happened.
 */
export async function checkout(cart: Cart): Promise<string> {
  const { signal } = new AbortController();
  const [, receipt] = await Promise.all([
    cart.reserveStock(signal),
    cart.chargeCard(signal),
    cart.sendEmail(signal),
  ]);
  return receipt;
}

/** Something that has been bought. */
export interface Purchase {
  item: string;
  /** Takes it back to the shop, which takes a while. */
  giveBack(): Promise<void>;
}

/** Buys one item. When the signal aborts it stops, if it still can, and rejects with the signal's reason. */
export type Buy = (item: string, signal: AbortSignal) => Promise<Purchase>;

/**
 * Use (10 minutes). Buys all the items or none: half a breakfast helps nobody. You may import taskGroup from
 * '#workshop'. An item can be any text, and an item listed twice is bought twice.
 *
 * Result: the purchases, in the order of the items. An empty list gives an empty list.
 * Time: all are bought at the same time, starting in the order of the items, so it takes as long as the longest.
 * Failure: as soon as one item cannot be bought, the signal of the others aborts. When all have ended, everything that
 * was bought all the same is given back, all of it at the same time. Then it rejects with an AggregateError, as a task
 * group does: its `errors` are all the failures, in the order in which they happened.
 */
export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const { signal } = new AbortController();
  const purchases: Purchase[] = [];
  for (const item of items) purchases.push(await buy(item, signal));
  return purchases;
}

/** What the body of `group` is given. */
export interface Group {
  /** Aborts when something in the group has failed. */
  signal: AbortSignal;
  /** Starts one more child and gives it the signal. The body and children may call it until something has failed. */
  start(child: (signal: AbortSignal) => Promise<unknown>): void;
}

/**
 * Build (20 minutes). A small task group of your own. Do without taskGroup. You may import isCancellation from
 * '#workshop'.
 *
 * Result: what the body returns, whatever value it is.
 * Time: the group ends when its body and all its children have ended, those included that were started by children.
 * Failure: at the first failure, of a child or of the body, the signal aborts. The group waits until the body and all
 * children have ended, cleanup included, and rejects with an AggregateError: its `errors` are all the failures, in the
 * order in which they happened. A child or a body that rejects with the signal's reason has not failed; it has done
 * what it was asked to do. Any other error is a failure, even one named AbortError.
 */
export async function group<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const { signal } = new AbortController();
  return body({ signal, start: (child) => void child(signal) });
}
