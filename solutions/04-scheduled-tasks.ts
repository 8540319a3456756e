// Solution 04: scheduled tasks
//
// Why it works: a task runs whether anybody awaits it or not, so the order of the awaits costs no time; only the tasks
// themselves know who arrives first. The callback of a `then` never runs at once: it waits until the running code gives
// the thread away, and such callbacks run in the order in which they came. That is all that scheduling is.

import { createTask } from '#workshop';

/**
 * Ada and Grace race to the milk. Both get ready, `go` is called, and only then they run: Ada is the first to start,
 * Grace follows in the same moment. A call of `ada` or `grace` is the whole way to the shop.
 *
 * Result: the names in the order of arrival, such as `['Grace', 'Ada']`, known when nobody runs any more.
 * Time: the longer way of the two, whoever has it.
 * Failure: one who gives up (rejects) does not arrive and is not in the result. The other one runs on.
 */
export async function raceToTheMilk(
  ada: () => Promise<void>,
  grace: () => Promise<void>,
  go: () => void,
): Promise<string[]> {
  const arrived: string[] = [];
  const race = async (name: string, run: () => Promise<void>) => {
    try {
      await run();
      arrived.push(name);
    } catch {
      // Whoever gives up does not arrive.
    }
  };
  const adaTask = createTask(() => race('Ada', ada));
  const graceTask = createTask(() => race('Grace', grace));
  go();
  await adaTask;
  await graceTask;
  return arrived;
}

/**
 * Builds a small task: schedules `work` and returns the promise of its result. Do without createTask.
 *
 * Order: `schedule` itself never calls the work. It starts when the code that is running gives the thread away, and
 * works start in the order in which they were scheduled. Each is called once, whether it is awaited or not.
 * Time: it starts in the moment in which it was scheduled. A timer would be at least 1 ms late.
 * Failure: when the work throws or rejects, the promise rejects with the same error. Whoever awaits it gets to see that
 * error, even much later. Until then, and if nobody ever does, it is no unhandled rejection.
 */
export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  const result = Promise.resolve().then(work);
  // This handler keeps the failure from being unhandled. The promise that we return still rejects.
  result.catch(() => {});
  return result;
}

// Hints
//
// raceToTheMilk
// 1. When does Grace start, as it stands? And who could say at what moment she arrives?
// 2. Make two tasks, call go, then await both. Each task notes its own arrival: awaiting Ada first must not put her first.
// 3. createTask(async () => { try { await ada(); arrived.push('Ada'); } catch {} }), and the same for Grace.
//
// schedule
// 1. Which callbacks never run at once, even when what they wait for is there already?
// 2. Promise.resolve().then(…) calls its callback as soon as the running code is done. What does it return?
// 3. const result = Promise.resolve().then( … ); result.catch( … ); return result;
