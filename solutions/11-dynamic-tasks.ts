// Solution 11: dynamic tasks
//
// Why it works: what a station should do next is known only when it ends, so every box becomes a task of its own, made
// when a station is free. `wait` tells which tasks have ended, perhaps more than one, and throws none of their errors.
// `completions` asks each promise once, right at the start: whatever settles goes into a list, and the loop reads the
// list at its own pace. It only has to wait when it has read everything that is there.

import { createTask, wait, type Task } from '#workshop';

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
  const pile = [...boxes];
  const empty: string[] = [];
  const atWork = new Map<Task<void>, { station: Station; box: string }>();
  const openNext = (station: Station) => {
    const box = pile.shift();
    if (box !== undefined)
      atWork.set(
        createTask(() => station.empty(box)),
        { station, box },
      );
  };
  for (const station of stations) openNext(station);
  while (atWork.size > 0) {
    const { done } = await wait([...atWork.keys()], { until: 'first-completed' });
    for (const task of done) {
      const { station, box } = atWork.get(task)!;
      atWork.delete(task);
      if (task.state === 'fulfilled') empty.push(box);
      else pile.unshift(box);
      openNext(station);
    }
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
  const settled: PromiseSettledResult<T>[] = [];
  let wake = () => {};
  for (const promise of promises) {
    const arrive = (result: PromiseSettledResult<T>) => {
      settled.push(result);
      wake();
    };
    promise.then(
      (value) => arrive({ status: 'fulfilled', value }),
      (reason) => arrive({ status: 'rejected', reason }),
    );
  }
  for (let given = 0; given < promises.length; given += 1) {
    if (given === settled.length) await new Promise<void>((resolve) => (wake = resolve));
    yield settled[given]!;
  }
}

// Hints
//
// keepBusy
// 1. When do you know which box a station takes next? So when can its task be made, and what has to happen first?
// 2. Keep a Map from each running task to its station and box. Wait until the first of its keys has ended:
//    wait([...atWork.keys()], { until: 'first-completed' }).
// 3. Several may have ended together: for every task in `done`, delete it from the Map, look at task.state (the box is
//    empty, or goes back with pile.unshift), and give its station the next box. Go on until the Map is empty.
//
// completions
// 1. How could every promise tell by itself that it has settled, without being asked again and again?
// 2. Before the loop begins, call then(…, …) of each promise once. Both callbacks push what happened into a list.
// 3. Count what you have given. While the list is longer, yield its next entry; else wait for a new promise, whose
//    resolve the callbacks call after their push: await new Promise<void>((resolve) => (wake = resolve)).
