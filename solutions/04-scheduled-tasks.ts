// Solution 04: scheduled tasks
//
// Why it works: work that nothing waits for still needs a handler, put on its promise as soon as there is one. A task
// runs whether it is awaited or not, so the order of the awaits costs no time; but only the work itself knows when it
// has arrived. And a `then` callback never runs immediately: it goes to the end of the queue of ready tasks, and that
// queue keeps its order. This is all that scheduling is.

import { createTask } from '#workshop';

/**
 * Repair (2 to 5 minutes). Charges an order and then starts an entry in the audit log, without waiting for it. Today a
 * failed entry is an unhandled rejection, and Node terminates the process.
 *
 * Call `charge` once. As soon as it has resolved to a receipt, call `writeEntry` once, with that receipt.
 * Result: the receipt, whatever text it is.
 * Time: as long as `charge`. The customer does not wait for the entry.
 * Failure of the entry: `report` is called once with the error, and the order goes through as usual.
 * Failure of the charge: the order rejects with the same error. No entry is written, and `report` is not called.
 */
export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  const receipt = await charge();
  writeEntry(receipt).catch(report);
  return receipt;
}

/**
 * Use (10 minutes). Ada and Grace race to the milk. Calling `ada` or `grace` sends that runner off; the promise that
 * comes back is fulfilled when she arrives.
 *
 * Order: `go` is called first. Then Ada starts and, without waiting for her to arrive, Grace.
 * Result: the names in the order of arrival, such as `['Grace', 'Ada']`, when both have stopped running.
 * Time: as long as the slower runner, whichever of the two that is.
 * Failure: a runner who gives up (her promise rejects) is not in the result. The other one keeps running.
 */
export async function raceToTheMilk(
  ada: () => Promise<void>,
  grace: () => Promise<void>,
  go: () => void,
): Promise<string[]> {
  const arrived: string[] = [];
  const race = async (name: string, runner: () => Promise<void>) => {
    try {
      await runner();
      arrived.push(name);
    } catch {
      // A runner who gives up does not arrive.
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
 * Build (20 minutes). Builds a small task: schedules `work` and returns a promise of its result. Do it without
 * `createTask`.
 *
 * Start: `schedule` itself never calls the work. The work starts as soon as the running code has returned or yielded,
 * before any timer fires, even one of 0 ms. Each work is called once, whether its promise is awaited or not.
 * Order: works start in the order in which they were scheduled.
 * Result: what the work returns, or what the promise that it returns resolves to.
 * Failure: when the work throws or rejects, the promise rejects with the same error. Code that awaits the promise gets
 * that error, even much later. If nothing has awaited it yet, or nothing ever does, that is not an unhandled rejection.
 */
export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  const result = Promise.resolve().then(work);
  // With this handler a failure is never unhandled. The promise that we return still rejects.
  result.catch(() => {});
  return result;
}

// Hints
//
// placeOrder
// 1. Which promise has no handler? What would have to happen to it for the process to end?
// 2. `.catch(callback)` puts a handler on a promise without waiting for it. Put one on what `writeEntry` returns.
// 3. writeEntry(receipt).catch(report);
//
// raceToTheMilk
// 1. When does Grace start today? And which code runs as soon as she arrives?
// 2. Write an async function that awaits one runner and then pushes her name. Make a task of it for each of the two
//    (import { createTask } from '#workshop'), call go, then await both tasks. A try/catch inside that function leaves
//    out a runner who gives up.
// 3. createTask(async () => { try { await ada(); arrived.push('Ada'); } catch {} }), and the same for Grace.
//
// schedule
// 1. Which callbacks never run immediately, even when what they wait for is already there?
// 2. `Promise.resolve().then(work)` calls `work` when the running code yields, and returns a promise of its result.
//    That is all but the last sentence of the task: what if nothing awaits that promise, and it rejects?
// 3. const result = Promise.resolve().then(work); result.catch(() => {}); return result;
