// Solution 13: worker threads
//
// Why it works: `async` and `await` share one thread, so a calculation keeps everything else waiting however it is
// wrapped. On a thread of its own it keeps only that thread. Values go there and back as messages, and are copied on the
// way. A thread that calculates does not look at a signal, so cancelling it means ending it. A thread is a resource like
// an open file: what starts one ends it in a `finally`, on every path.

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
  const pool = new Tinypool({ filename: file.href, minThreads: 1, maxThreads: 1, execArgv: [] });
  try {
    return (await pool.run(rows)) as Report;
  } finally {
    await pool.destroy();
  }
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
  signal.throwIfAborted();
  const pool = new Tinypool({ filename: file.href, minThreads: size, maxThreads: size, execArgv: [] });
  // Everything that runs or waits in the pool rejects, and its threads end.
  const stop = () => void pool.destroy();
  signal.addEventListener('abort', stop);
  try {
    return await Promise.all(items.map(async (item) => (await pool.run(item)) as Result));
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    await pool.destroy();
  }
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
export async function runInThread<Result>(file: URL, value: unknown, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  const thread = new Worker(file, { workerData: value, execArgv: [] });
  const stop = () => void thread.terminate();
  signal.addEventListener('abort', stop);
  try {
    return await new Promise<Result>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      // After a message or an error the promise has settled, and this changes nothing.
      thread.once('exit', (status) =>
        reject(new Error(`The thread ended with status ${status}, without a message.`)),
      );
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    await thread.terminate();
  }
}

// Hints
//
// buildReport
// 1. Which thread runs `calculate`? Does `async` in front of a function change that?
// 2. new Tinypool({ filename: file.href, minThreads: 1, maxThreads: 1, execArgv: [] }) makes a pool of one thread, and
//    pool.run(rows) calls the default export of the file there.
// 3. const pool = …; try { return await pool.run(rows); } finally { await pool.destroy(); }
//
// mapInThreads
// 1. One loop with `await` keeps one thread busy. What if all items are given to the pool, and the pool decides?
// 2. minThreads: size, maxThreads: size. Promise.all over items.map((item) => pool.run(item)) keeps the order of the
//    results and rejects with the first error. When the signal aborts, or in a `finally`, destroy the pool: everything in
//    it rejects.
// 3. First of all: signal.throwIfAborted(). Then const stop = () => void pool.destroy(); and
//    signal.addEventListener('abort', stop); around the Promise.all: catch (error) { signal.throwIfAborted(); throw error; }
//    finally { signal.removeEventListener('abort', stop); await pool.destroy(); }
//
// runInThread
// 1. In which ways can a thread end? For each: which event of the Worker tells you, and who settles the promise?
// 2. Listen for 'message', 'error' and 'exit'. On abort call thread.terminate(): then 'exit' comes, too.
// 3. Put the promise into try { return await new Promise(…) } catch (error) { signal.throwIfAborted(); throw error; }
//    finally { signal.removeEventListener('abort', stop); await thread.terminate(); }
