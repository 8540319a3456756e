// Exercise 04: scheduled tasks
//
// Check it:  npm start check 4        A hint:  npm start hint 4

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
  void writeEntry(receipt);
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
  go();
  await ada();
  await grace();
  return ['Ada', 'Grace'];
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
  return Promise.resolve(work());
}
