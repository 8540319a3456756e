// Solution 11: dynamic tasks
//
// Why it works: in `follow` every mirror has a loop of its own, which awaits each promise once. Promise.race is
// called only once, with those loops: the first that rejects is the end. In `keepBusy` what a station does next is
// known only when it ends, so every box becomes a task, made when a station is free. `wait` tells which tasks have
// ended, perhaps more than one, and throws none of their errors. `completions` asks each promise once, right at the
// start. Whatever settles goes into a list, and the loop reads that list at its own pace: it waits only when it has
// read everything.

import { createTask, wait, type Task } from '#workshop';

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
  const followOne = async (mirror: Mirror): Promise<never> => {
    for (;;) publish(await mirror.ask(signal));
  };
  return Promise.race(mirrors.map((mirror) => followOne(mirror)));
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
  const pile = [...boxes];
  const empty: string[] = [];
  const atWork = new Map<Task<void>, { station: Station; box: string }>();
  const openNext = (station: Station) => {
    const box = pile.shift();
    if (box === undefined) return;
    const task = createTask(() => station.empty(box));
    atWork.set(task, { station, box });
  };
  for (const station of stations) openNext(station);
  while (atWork.size > 0) {
    const { done } = await wait(atWork.keys(), { until: 'first-completed' });
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
  const settled: PromiseSettledResult<T>[] = [];
  let wake = () => {};
  for (const promise of promises) {
    const arrive = (result: PromiseSettledResult<T>) => {
      settled.push(result);
      wake();
    };
    promise.then(
      (value) => arrive({ status: 'fulfilled', value }),
      (reason: unknown) => arrive({ status: 'rejected', reason }),
    );
  }
  for (let given = 0; given < promises.length; given += 1) {
    if (given === settled.length) await new Promise<void>((resolve) => (wake = resolve));
    yield settled[given]!;
  }
}

// Hints
//
// follow
// 1. Promise.race can tell which mirror was first only by asking all of them again, round after round. But when a
//    mirror has answered, who needs to know about the others?
// 2. Give every mirror a loop of its own: an async function that asks one mirror, publishes, and asks again. Start it
//    for every mirror, and wait for all those loops together. Each of them rejects when the signal aborts.
// 3. const followOne = async (mirror: Mirror): Promise<never> => { for (;;) publish(await mirror.ask(signal)); };
//    return Promise.race(mirrors.map((mirror) => followOne(mirror)));
//
// keepBusy
// 1. When do you know which box a station opens next? So when can its task be made, and what has to happen before?
// 2. Copy the boxes into a pile. With createTask and wait from '#workshop', make a task for each station, and keep a
//    Map from each running task to its station and box. Wait until the first of its keys has ended:
//    const { done } = await wait(atWork.keys(), { until: 'first-completed' });
// 3. Several may have ended: for every task in `done`, delete it from the Map, look at task.state (if it is
//    'fulfilled', push the box into the result; otherwise pile.unshift(box)), and make a task for the next box at its
//    station, if there is one. Go on until the Map is empty.
//
// completions
// 1. How could every promise report by itself that it has settled, without being asked again and again?
// 2. Before the loop that yields, call promise.then(…, …) once for each promise. The first callback pushes
//    { status: 'fulfilled', value } into a list, the second { status: 'rejected', reason }. Then count what you have
//    given: while the list holds more than that, yield its next entry.
// 3. When there is no next entry yet, wait for a new promise, whose resolve the callbacks call after their push. That
//    takes let wake = () => {}; at the top, wake() after each push, and in the loop:
//    await new Promise<void>((resolve) => (wake = resolve));
