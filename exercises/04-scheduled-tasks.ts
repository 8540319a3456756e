// Exercise 04: scheduled tasks
//
// Check it:  npm start check 4        A hint:  npm start hint 4

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
  go();
  await ada();
  await grace();
  return ['Ada', 'Grace'];
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
export async function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  return work();
}
