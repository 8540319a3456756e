// Cancellation: a signal asks, the work answers. Cleanup comes first, and whoever cancels can wait for it.
//
//   npx tsx steps/06-cancellation.ts             cancelled at 1.0 s, cleaned up until 1.3 s
//   npx tsx steps/06-cancellation.ts deaf        the same, but the work does not listen
//   npx tsx steps/06-cancellation.ts timeout     one second, not more
//   npx tsx steps/06-cancellation.ts main-ends   main ends while a task still runs
//   npx tsx steps/06-cancellation.ts cancel 3    cancelled too late: the order is done at 2.0 s

import { choice, createTask, log, run, seconds, settings, sleep, withTimeout } from '#workshop';

// The sleep is where this work can be interrupted: when the signal aborts, it throws the signal's reason.
async function order(signal: AbortSignal): Promise<string> {
  log('order milk', 'started');
  try {
    await sleep(2000, { signal });
    log('order milk', 'done');
    return 'milk';
  } finally {
    if (signal.aborted) {
      // The cleanup may wait as well, but not on the signal: that has aborted, and would end this sleep at once.
      log('order milk', 'asked to stop, calls the shop');
      await sleep(300);
      log('order milk', 'has the money back');
    }
  }
}

// This one never looks at its signal. Nobody can stop it.
async function deafOrder(): Promise<string> {
  log('order milk', 'started');
  await sleep(2000);
  log('order milk', 'done');
  return 'milk';
}

// cancel() only asks, and returns at once. Awaiting the task waits until the work has really ended.
async function cancelAfter(ms: number, work: (signal: AbortSignal) => Promise<string>): Promise<void> {
  const task = createTask(work, { name: 'order milk' });
  await sleep(ms);
  log(task.cancel() ? 'cancel' : 'too late to cancel');
  await task.catch((error: unknown) => log(String(error)));
  log(`the task is ${task.state}`);
}

// withTimeout aborts the signal when the time is up, and rejects when the work has cleaned up.
async function orderInTime(ms: number): Promise<void> {
  try {
    log(await withTimeout(ms, order));
  } catch (error) {
    log(String(error));
  }
}

export async function main(args: string[]): Promise<void> {
  const { part, time } = settings(args, {
    part: choice('cancel', 'deaf', 'timeout', 'main-ends'),
    time: seconds(1),
  });
  if (part === 'cancel') await cancelAfter(time, order);
  if (part === 'deaf') await cancelAfter(time, deafOrder);
  if (part === 'timeout') await orderInTime(time);
  if (part === 'main-ends') {
    createTask(order, { name: 'order milk' });
    await sleep(time);
    log('main ends');
  }
}

await run(main, import.meta);
