// Exercise 11: dynamic tasks
//
// Check it:  npm start check 11        A hint:  npm start hint 11

/** A station gives the doses of one box at a time. */
export interface Station {
  /** Resolves when the box is empty. Rejects when the station breaks down; it can begin again at once. */
  empty(box: string): Promise<void>;
}

/**
 * Empties all boxes, and keeps every station busy for as long as boxes are left.
 *
 * Result: the boxes in the order in which they became empty, every box once.
 * Order: a station that is free takes the next box of the pile. A box over which a station broke down goes back on top.
 * Time: whenever a station ends, well or badly, it takes its next box in that moment; none waits for another one. When
 * `keepBusy` has resolved, no station is at work any more.
 * Failure: none. A breakdown loses no box and stops no station.
 */
export async function keepBusy(stations: Station[], boxes: string[]): Promise<string[]> {
  const empty: string[] = [];
  for (const box of boxes) {
    await stations[0]?.empty(box).catch(() => {});
    empty.push(box);
  }
  return empty;
}

/**
 * Builds an async iterable that gives what became of every promise (or task), in the order in which they settle. Do
 * without the workshop's wait and asCompleted.
 *
 * Result: for each promise what Promise.allSettled would say of it: `{ status: 'fulfilled', value }` or
 * `{ status: 'rejected', reason }`. A rejection does not end the loop. No promises give nothing.
 * Order: as they settle, also of those that settle while the loop is busy with something else.
 * Time: each is given in the moment it settles, if the loop waits for it then.
 * Cost: the `then` of each promise is called once in all. To ask all of them again after each one, as a loop around
 * Promise.race does, costs n × n / 2 calls.
 */
export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  yield* await Promise.allSettled(promises);
}
