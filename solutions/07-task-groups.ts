// Solution 06: task groups
//
// Why it works: a task group rejects only when every one of its tasks has ended. So in the catch of `buyAll` nothing
// can be bought any more: what is there can be given back, and nothing is forgotten. `group` by hand is a set of
// children that have not ended, one signal for all of them, and a list of failures. Nobody is left behind, because the
// only way out leads past the loop that waits for the set to be empty.

import { isCancellation, taskGroup } from '#workshop';

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
  try {
    await taskGroup((group) => {
      items.forEach((item, place) => {
        group.createTask(async (signal) => {
          purchases[place] = await buy(item, signal);
        });
      });
    });
    return purchases;
  } catch (error) {
    // The places of what was not bought are empty, and map() passes over empty places.
    await Promise.all(purchases.map((purchase) => purchase.giveBack()));
    throw error;
  }
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
// buyAll
// 1. When may you begin to give things back: when the first purchase has failed, or when nothing can be bought any more?
// 2. Put all purchases into one taskGroup, each with the signal of its task, and each result into its place. What is in
//    your list when the group rejects?
// 3. try { await taskGroup((group) => { … group.createTask(async (signal) => { purchases[place] = await buy(item,
//    signal); }) … }) } catch (error) { await Promise.all(… giveBack() …); throw error; }
//
// group
// 1. Who has to be looked at before the group may end, and who may still join while you wait?
// 2. Keep a Set of the children that have not ended; each takes itself out. One AbortController serves all. Whatever
//    fails goes into a list, unless it is the reason of the signal (isCancellation knows).
// 3. Wait for the body in a try, then: while (running.size > 0) await Promise.all(running); and if the list of failures
//    is not empty, throw new AggregateError(failures).
