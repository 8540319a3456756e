// Exercise 13: worker threads
//
// Check it:  npm start check 13        A hint:  npm start hint 13
//
// Every `file` here is a module in plain JavaScript. Give `execArgv: []` to each pool and each Worker: then its threads
// do not load the TypeScript runner, and start quickly.

import { Worker } from 'node:worker_threads';
import { Tinypool } from 'tinypool';

/**
 * Repair (2 to 5 minutes). Builds a report from rows. Somebody made this function `async` so that timers fire on time
 * while the report is built. They still fire late.
 *
 * The default export of `file` takes the rows and calculates for a long time. Let it do that on another thread, with
 * Tinypool.
 *
 * Result: what the default export returns.
 * Time: while it calculates, timers here fire on time.
 * Failure: if the calculation throws, `buildReport` rejects with that error.
 * At the end: when `buildReport` has resolved or rejected, no thread is left.
 */
export async function buildReport<Report>(file: URL, rows: unknown): Promise<Report> {
  const { default: calculate } = (await import(file.href)) as { default: (rows: unknown) => Report };
  return calculate(rows);
}

/**
 * Use (10 minutes). Calls the default export of `file` for every item, on a pool of `size` threads. Use Tinypool.
 *
 * Result: the results in the order of the items, whichever is ready first. An empty list gives an empty list.
 * Time: items start in their order, at most `size` of them run at the same time, and a thread that becomes free gets the
 * next item. Never more than `size` threads are started.
 * Failure: if a calculation throws, `mapInThreads` rejects with that error. It does not wait for the other calculations:
 * their threads are ended.
 * Cancellation: when `signal` aborts, `mapInThreads` rejects with the reason of the signal, and the threads are ended in
 * the middle of what they are doing. If the signal has aborted before the call, no item starts.
 * At the end: when `mapInThreads` has resolved or rejected, no thread is left.
 */
export async function mapInThreads<Item, Result>(
  items: Item[],
  size: number,
  file: URL,
  signal: AbortSignal,
): Promise<Result[]> {
  const pool = new Tinypool({ filename: file.href, minThreads: 1, maxThreads: 1, execArgv: [] });
  const results: Result[] = [];
  for (const item of items) results.push(await pool.run(item));
  return results;
}

/**
 * Build (20 minutes). Does one calculation on a thread of its own, with Node's `Worker`. Do without Tinypool.
 *
 * Start: the thread runs `file`, with `value` as its `workerData`.
 * Result: the first message that the thread posts. The thread is ended then.
 * Failure: if the thread ends with an error, `runInThread` rejects with that error. If it ends without an error and
 * without a message, `runInThread` rejects with an Error whose message contains the exit code.
 * Cancellation: when `signal` aborts, the thread is ended in the middle of what it is doing, and `runInThread` rejects
 * with the reason of the signal. If the signal has aborted before the call, no thread starts.
 * At the end: when `runInThread` has resolved or rejected, the thread is gone, and no listener is left on the signal.
 */
export function runInThread<Result>(file: URL, value: unknown, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve) => {
    const thread = new Worker(file, { workerData: value, execArgv: [] });
    thread.once('message', resolve);
  });
}
