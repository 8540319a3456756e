// Exercise 14: a durable queue
//
// Check it:  npm start check 14        A hint:  npm start hint 14
//
// Nothing has to be installed for it: the queue, the bank and the list of receipts are given to you.

/** An order that this shop holds. When its lease runs out, another shop gets it. */
export interface Held {
  id: string;
  name: string;
}

/** A durable queue. Each call takes a while, and the process may be killed between any two of them. */
export interface OrderQueue {
  /** Takes the oldest order that waits, or resolves with undefined when none does. From then on this shop holds it. */
  claim(): Promise<Held | undefined>;
  /** Says that the order is done. The queue forgets it. */
  complete(id: string): Promise<void>;
  /** Gives the order back with the error: it is tried again later, or becomes a dead letter. */
  fail(id: string, error: unknown): Promise<void>;
}

/**
 * Repair (2 to 5 minutes). Serves the next order of the queue. After a deploy in the middle of an order that order is
 * gone: the queue has been told that it is done, and nobody has done it.
 *
 * Result: true when there was an order, false when none waited.
 * Order: claims one order, serves it, and only then says that it is complete.
 * Failure: if `serve` rejects, the order is given back with that error, it is not completed, and the result is true.
 */
export async function serveNext(queue: OrderQueue, serve: (order: Held) => Promise<void>): Promise<boolean> {
  const order = await queue.claim();
  if (!order) return false;
  await queue.complete(order.id);
  await serve(order);
  return true;
}

/** What the bank gives for a payment. */
export interface Receipt {
  number: number;
}

/** Calls with the same key are one payment: the second gets the receipt of the first, and no money moves again. */
export interface Bank {
  charge(payment: { key: string; amount: number }): Promise<Receipt>;
}

/** Our own list, in our own database, by the id of the order. */
export interface Receipts {
  find(id: string): Promise<Receipt | undefined>;
  save(id: string, receipt: Receipt): Promise<void>;
}

/**
 * Use (10 minutes). Charges the customer for an order, once, however often it is called for it.
 *
 * It may be called again after the first call has returned, while the first call is still under way in another shop, or
 * after a shop was killed between any two lines of it. As shipped, each of these charges the customer twice.
 *
 * Result: the receipt of the one payment.
 * When our list has a receipt for the order already, the bank is not asked. A new receipt is saved in the list.
 * Failure: if the bank or the list rejects, `chargeOnce` rejects with that error, and a later call may succeed.
 */
export async function chargeOnce(
  order: { id: string; amount: number },
  bank: Bank,
  receipts: Receipts,
): Promise<Receipt> {
  const key = crypto.randomUUID();
  const receipt = await bank.charge({ key, amount: order.amount });
  await receipts.save(order.id, receipt);
  return receipt;
}

/**
 * Build (20 minutes). A shop that stops in good order: serves one order after the other until `closing` aborts.
 *
 * Result: how many orders it has completed.
 * Order: one order at a time; each is claimed, served, and completed. If `serve` rejects, the order is given back with
 * that error, and the shop goes on with the next.
 * Time: it claims the next order immediately after the last; when none waits it asks again after 200 ms.
 * Stopping: when `closing` aborts while no order waits, the shop stops immediately. An order that it is serving, or gets
 * from a claim that is under way, is served and completed first. After the abort it claims nothing more. It resolves; it
 * does not reject.
 * At the end: no timer is left, and no listener on the signal.
 */
export async function runShop(
  queue: OrderQueue,
  serve: (order: Held) => Promise<void>,
  closing: AbortSignal,
): Promise<number> {
  const order = await queue.claim();
  if (!order) return 0;
  await serve(order);
  await queue.complete(order.id);
  return 1;
}
