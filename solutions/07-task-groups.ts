// Solution 07: task groups
//
// Why it works: a task group rejects only when all of its tasks have ended. So `checkout` never fails while one of its
// steps still runs, and in the `catch` of `buyAll` nothing more can be bought: what is in the list is all there is to
// give back. `group` written by hand is a set of the children that have not ended, one controller for all of them, and
// a list of failures. Nothing is left running, because the only way out is past the loop that waits until the set is
// empty.

import { isCancellation, taskGroup } from '#workshop';

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
  return taskGroup((group) => {
    group.createTask((signal) => cart.reserveStock(signal));
    const receipt = group.createTask((signal) => cart.chargeCard(signal));
    group.createTask((signal) => cart.sendEmail(signal));
    return receipt;
  });
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
  const bought: Purchase[] = [];
  try {
    return await taskGroup((group) => {
      const tasks = items.map((item) =>
        group.createTask(async (signal) => {
          const purchase = await buy(item, signal);
          bought.push(purchase);
          return purchase;
        }),
      );
      return Promise.all(tasks);
    });
  } catch (error) {
    await Promise.all(bought.map((purchase) => purchase.giveBack()));
    throw error;
  }
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
  const controller = new AbortController();
  const { signal } = controller;
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const failed = (error: unknown) => {
    if (isCancellation(error, signal)) return;
    failures.push(error);
    controller.abort();
  };
  const start = (child: (signal: AbortSignal) => Promise<unknown>) => {
    const ended = child(signal)
      .then(() => {}, failed)
      .then(() => void running.delete(ended));
    running.add(ended);
  };

  let value: T | undefined;
  try {
    value = await body({ signal, start });
  } catch (error) {
    failed(error);
  }
  // A child may start another one, so look again after each wait.
  while (running.size > 0) await Promise.all(running);
  if (failures.length > 0) throw new AggregateError(failures);
  return value as T;
}

// Hints
//
// checkout
// 1. `Promise.all` rejects at the first failure and leaves the rest running. What in this step cancels the rest, and
//    waits for it?
// 2. Call `taskGroup`, and in its body create one task for each step, with `group.createTask`. Each step gets the
//    signal of its task. How does the receipt get out of the group?
// 3. With import { taskGroup } from '#workshop'; at the top of the file: return taskGroup((group) => {
//    group.createTask((signal) => cart.reserveStock(signal)); const receipt = group.createTask((signal) =>
//    cart.chargeCard(signal)); group.createTask((signal) => cart.sendEmail(signal)); return receipt; });
//
// buyAll
// 1. When may you begin to give things back: when the first purchase has failed, or when nothing can be bought any
//    more?
// 2. Make each purchase a task of one taskGroup, and return `Promise.all(tasks)` from the body: that is the result.
//    Also push each purchase into a list `bought` as soon as you have it. What is in that list when the group rejects?
// 3. const bought: Purchase[] = []; try { return await taskGroup((group) => Promise.all(items.map((item) =>
//    group.createTask(async (signal) => { const purchase = await buy(item, signal); bought.push(purchase);
//    return purchase; })))); } catch (error) { await Promise.all(bought.map((purchase) => purchase.giveBack()));
//    throw error; }
//
// group
// 1. What has to end before the group may end, and what may still be added while you wait?
// 2. Keep a Set of the children that have not ended; each removes itself at its end. One AbortController serves them
//    all. Write a function `failed(error)`: unless isCancellation (import it from '#workshop') says that the error is
//    the reason of the signal, it adds the error to a list and aborts the controller. Call it for every child that
//    rejects, and for the body.
// 3. Besides `failed`: const running = new Set<Promise<void>>(); const start = (child: (signal: AbortSignal) =>
//    Promise<unknown>) => { const ended = child(signal).then(() => {}, failed).then(() => void running.delete(ended));
//    running.add(ended); }; let value: T | undefined; try { value = await body({ signal, start }); } catch (error) {
//    failed(error); } while (running.size > 0) await Promise.all(running); if (failures.length > 0) throw new
//    AggregateError(failures); return value as T;
