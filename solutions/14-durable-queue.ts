// Solution 14: a durable queue
//
// Why it works: a durable queue forgets an order when it is told that the order is complete, and not before. So that is
// the last thing a shop says. If the shop is killed earlier, its lease runs out and another shop does the order again: at
// least once, never not at all. What is done again must do no harm, so a payment carries a key that is the same each
// time. A shop that stops finishes what it holds, because giving it up would make everybody wait for the lease.

import { sleep } from '#workshop';

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
  try {
    await serve(order);
  } catch (error) {
    await queue.fail(order.id, error);
    return true;
  }
  await queue.complete(order.id);
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
  const known = await receipts.find(order.id);
  if (known) return known;
  const receipt = await bank.charge({ key: order.id, amount: order.amount });
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
  let completed = 0;
  while (!closing.aborted) {
    const order = await queue.claim();
    if (!order) {
      await sleep(200, { signal: closing }).catch(() => {});
      continue;
    }
    try {
      await serve(order);
    } catch (error) {
      await queue.fail(order.id, error);
      continue;
    }
    await queue.complete(order.id);
    completed += 1;
  }
  return completed;
}

// Hints
//
// serveNext
// 1. Kill the process after each line in turn. After which line is an order lost?
// 2. First serve, then complete. What becomes of the order when `serve` rejects?
// 3. try { await serve(order); } catch (error) { await queue.fail(order.id, error); return true; } and after it
//    await queue.complete(order.id).
//
// chargeOnce
// 1. The bank knows by the key that a payment is the same one. What is the same in every call for an order?
// 2. Use the id of the order as the key. Then a second payment is harmless, also when nobody has saved the first receipt.
// 3. const known = await receipts.find(order.id); if (known) return known; then charge with key: order.id, save, return.
//
// runShop
// 1. Which waits may the signal cut short, and which not: the claim, the pause, the serving?
// 2. while (!closing.aborted) { claim; if there is none, pause and continue; serve; complete }. Only the pause is given the
//    signal.
// 3. The pause rejects when the signal aborts, and the loop looks at closing.aborted anyway:
//    await sleep(200, { signal: closing }).catch(() => {}); for failures, use the try and catch of serveNext with continue.
