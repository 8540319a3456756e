// A task group: tasks that belong together. It waits for all of them, and when one fails it cancels the others.
//
//   npx tsx steps/07-task-groups.ts               milk and bread: max(1.0, 2.0) = 2.0 s
//   npx tsx steps/07-task-groups.ts group 2 1     the milk takes longer
//   npx tsx steps/07-task-groups.ts failure       half-way, at 0.5 s, the milk is sold out
//   npx tsx steps/07-task-groups.ts promise-all   the same, with Promise.all

import { choice, createTask, log, run, seconds, settings, sleep, taskGroup, TaskGroupError } from '#workshop';

// Every task is given a signal. A sleep that knows it ends in the moment the task is cancelled, by throwing.
async function worker(ms: number, signal: AbortSignal): Promise<void> {
  log('started');
  try {
    await sleep(ms, { signal });
    log('done');
  } finally {
    if (signal.aborted) log('cancelled, gets the money back');
  }
}

async function soldOut(ms: number, signal: AbortSignal): Promise<void> {
  log('started');
  await sleep(ms, { signal });
  log('sold out');
  throw new Error('no milk today');
}

// Nobody awaits a task here. The group ends when its body and all its tasks have ended.
async function group(milk: number, bread: number): Promise<void> {
  await taskGroup((group) => {
    group.createTask((signal) => worker(milk, signal), { name: 'order milk' });
    group.createTask((signal) => worker(bread, signal), { name: 'order bread' });
    log('scheduling done');
  });
  log('Done.');
}

// One failure is enough: the group cancels the bread, waits for its cleanup, and only then throws.
async function failure(milk: number, bread: number): Promise<void> {
  try {
    await taskGroup((group) => {
      group.createTask((signal) => soldOut(milk / 2, signal), { name: 'order milk' });
      group.createTask((signal) => worker(bread, signal), { name: 'order bread' });
      log('scheduling done');
    });
    log('Done.');
  } catch (error) {
    if (!(error instanceof TaskGroupError)) throw error;
    log(`${error.name} with ${error.errors.length} in errors:`);
    for (const each of error.errors) log(String(each));
  }
}

// Promise.all throws as well, but the bread runs on. Main waits here only to see it come all the same.
async function promiseAll(milk: number, bread: number): Promise<void> {
  const milkOrder = createTask((signal) => soldOut(milk / 2, signal), { name: 'order milk' });
  const breadOrder = createTask((signal) => worker(bread, signal), { name: 'order bread' });
  log('scheduling done');
  try {
    await Promise.all([milkOrder, breadOrder]);
    log('Done.');
  } catch (error) {
    log(`gave up: ${String(error)}`);
  }
  await breadOrder;
}

export async function main(args: string[]): Promise<void> {
  const { part, milk, bread } = settings(args, {
    part: choice('group', 'failure', 'promise-all'),
    milk: seconds(1),
    bread: seconds(2),
  });
  if (part === 'group') await group(milk, bread);
  if (part === 'failure') await failure(milk, bread);
  if (part === 'promise-all') await promiseAll(milk, bread);
}

await run(main, import.meta);
