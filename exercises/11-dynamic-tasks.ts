// Exercise 11: dynamic tasks
//
// Check it:  npm start check 11        A hint:  npm start hint 11

/** One of several servers that have the same news. */
export interface Mirror {
  /**
   * Asks for the next piece of news, and resolves with it. A mirror may be silent for as long as it likes, but it never
   * fails. When `signal` aborts, the promise rejects with the signal's reason.
   */
  ask(signal: AbortSignal): PromiseLike<unknown>;
}

/**
 * Repair (2 to 5 minutes). Follows all mirrors until `signal` aborts. It does what it should, and it leaks: beside a
 * silent mirror every round of the loop attaches new handlers to the same promise.
 *
 * Order: asks every mirror immediately, in the order of the list (there is at least one). When a piece of news arrives,
 * whatever value it is, gives it to `publish`, and immediately asks that mirror again.
 * End: never resolves. When `signal` aborts, rejects with the signal's reason.
 * Cost: the `then` of each promise that `ask` returns is called only once. (`await` calls it, and Promise.race does.)
 * Nor do handlers pile up on a promise of your own, one with every round.
 */
export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const asked = mirrors.map((mirror) => mirror.ask(signal));
  for (;;) {
    const answers = asked.map(async (promise, place) => ({ place, news: await promise }));
    const { place, news } = await Promise.race(answers);
    publish(news);
    asked[place] = mirrors[place]!.ask(signal);
  }
}

/** A vaccination station. It gives the doses of one box at a time. */
export interface Station {
  /** Resolves when the box is empty. Rejects when the station breaks down; after that it can open a box immediately. */
  empty(box: string): Promise<void>;
}

/**
 * Use (10 minutes). Empties all boxes, and keeps every station busy as long as boxes are left. Some stations are slow,
 * some are fast. The name of a box can be any text, even an empty one; no two are the same. You may import createTask
 * and wait from '#workshop'.
 *
 * Result: the boxes in the order in which they became empty, every box once. Neither list is changed.
 * Order: at the start every station gets one box, in the order of both lists. A station that becomes free takes the
 * first box that is left. A box whose station broke down becomes the first box that is left.
 * Time: when a station is done with a box, or breaks down, it gets its next box immediately; it does not wait for other
 * stations. When `keepBusy` resolves, no station is at work any more.
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
 * Build (20 minutes). An async iterable that tells how each promise (or task) settled, in the order in which they
 * settle. Do without the workshop's wait and asCompleted.
 *
 * Result: for each promise what Promise.allSettled would say of it: `{ status: 'fulfilled', value }`, whatever value it
 * is, or `{ status: 'rejected', reason }`. A rejection does not end the loop. An empty list gives nothing.
 * Order: as they settle, even those that settle while the loop that reads is busy with something else.
 * Time: if the loop is waiting when a promise settles, it gets the result immediately.
 * Cost: the `then` of each promise, or task, is called only once, when the loop begins. (A loop around Promise.race
 * calls it again after every result: about n × n / 2 calls in all.)
 */
export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  yield* await Promise.allSettled(promises);
}
