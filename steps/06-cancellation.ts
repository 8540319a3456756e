// Cancellation: a signal asks, the work answers.
//
//   npx tsx steps/06-cancellation.ts             an order, and a signal that aborts after 1.0 s
//   npx tsx steps/06-cancellation.ts abort 3     the same, but the signal aborts after 3.0 s
//   npx tsx steps/06-cancellation.ts cancel      the order is a task, and the task is cancelled
//   npx tsx steps/06-cancellation.ts deaf        a task whose work never looks at its signal
//   npx tsx steps/06-cancellation.ts timeout     a deadline of 1.0 s
//   npx tsx steps/06-cancellation.ts main-ends   main returns while a task still runs
//   npx tsx steps/06-cancellation.ts ctrl-c      an order of 5.0 s: press Ctrl+C before it is done

import { choice, createTask, isCancellation, log, run, seconds, settings, sleep } from '#workshop';
import { withTimeout, type Work } from '#workshop';

// The order can be stopped where it waits: when the signal aborts, the sleep throws the signal's reason.
async function order(ms: number, signal: AbortSignal): Promise<string> {
  log('order milk', 'started');
  try {
    await sleep(ms, { signal });
    log('order milk', 'done');
    return 'milk';
  } finally {
    if (signal.aborted) {
      // This sleep is not given the signal: it has aborted already, and would end the sleep immediately.
      log('order milk', 'asked to stop, calls the shop');
      await sleep(300);
      log('order milk', 'has the money back');
    }
  }
}

// abort() only asks. Awaiting the order waits until it has really ended.
async function abortAfter(ms: number): Promise<void> {
  const controller = new AbortController();
  const milk = order(2000, controller.signal);
  await sleep(ms);
  log('abort');
  controller.abort(new Error('breakfast is over'));
  try {
    log(`got the ${await milk}`);
  } catch (error) {
    if (!isCancellation(error, controller.signal)) throw error;
    log(`cancelled: ${String(error)}`);
  }
}

// Every task has a controller of its own, and hands its signal to the work. cancel() aborts it.
async function cancelAfter(ms: number, work: Work<string>): Promise<void> {
  const task = createTask(work, { name: 'order milk' });
  await sleep(ms);
  log(task.cancel() ? 'cancel' : 'too late to cancel');
  await task.catch((error: unknown) => log(String(error)));
  log(`the task is ${task.state}`);
}

// withTimeout aborts the signal of its work when the time is up, and waits until the work has ended.
async function orderInTime(ms: number, work: Work<string>): Promise<void> {
  try {
    log(`got the ${await withTimeout(ms, work)}`);
  } catch (error) {
    log(String(error));
  }
}

// Ctrl+C aborts the signal that main is given.
export async function main(args: string[], signal: AbortSignal): Promise<void> {
  const { part, time } = settings(args, {
    part: choice('abort', 'cancel', 'deaf', 'timeout', 'main-ends', 'ctrl-c'),
    time: seconds(1),
  });
  const milk: Work<string> = (signal) => order(2000, signal);
  // This work does not use the signal it is given, only one that never aborts.
  const deaf: Work<string> = () => order(2000, new AbortController().signal);

  if (part === 'abort') await abortAfter(time);
  if (part === 'cancel') await cancelAfter(time, milk);
  if (part === 'deaf') await cancelAfter(time, deaf);
  if (part === 'timeout') await orderInTime(time, milk);
  if (part === 'main-ends') {
    createTask(milk, { name: 'order milk' });
    await sleep(time);
    log('main ends');
  }
  if (part === 'ctrl-c') await order(5000, signal);
}

await run(main, import.meta);
