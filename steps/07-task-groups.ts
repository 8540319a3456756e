// A task group: tasks that belong together.
//
//   npx tsx steps/07-task-groups.ts               milk and bread, 1.0 and 2.0 s
//   npx tsx steps/07-task-groups.ts group 2 1     the milk takes longer
//   npx tsx steps/07-task-groups.ts failure       half-way, at 0.5 s, the milk is sold out
//   npx tsx steps/07-task-groups.ts promise-all   the same, with Promise.all
//   npx tsx steps/07-task-groups.ts nested        a group inside a task of another group, which gets no tea

import { choice, createTask, log, run, seconds, settings, sleep, taskGroup, TaskGroupError } from '#workshop';

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
  throw new Error('none left today');
}

// No task is awaited here. The group waits for its body and for all its tasks.
async function shopping(milk: number, bread: number): Promise<void> {
  await taskGroup((group) => {
    group.createTask((signal) => worker(milk, signal), { name: 'order milk' });
    group.createTask((signal) => worker(bread, signal), { name: 'order bread' });
    log('scheduling done');
  });
  log('Done.');
}

async function failure(milk: number, bread: number): Promise<void> {
  await taskGroup((group) => {
    group.createTask((signal) => soldOut(milk / 2, signal), { name: 'order milk' });
    group.createTask((signal) => worker(bread, signal), { name: 'order bread' });
    log('scheduling done');
  });
  log('Done.');
}

// The same two tasks without a group. Awaiting the bread again shows what becomes of it.
async function promiseAll(milk: number, bread: number): Promise<void> {
  const milkOrder = createTask((signal) => soldOut(milk / 2, signal), { name: 'order milk' });
  const breadOrder = createTask((signal) => worker(bread, signal), { name: 'order bread' });
  log('scheduling done');
  await Promise.all([milkOrder, breadOrder]).catch((error: unknown) => log(`gave up: ${String(error)}`));
  await breadOrder;
}

// The shopping makes a group of its own. It is given no signal.
async function nested(milk: number, bread: number): Promise<void> {
  await taskGroup((breakfast) => {
    breakfast.createTask(() => shopping(milk, bread), { name: 'shopping' });
    breakfast.createTask((signal) => soldOut(milk / 2, signal), { name: 'order tea' });
  });
  log('Done.');
}

export async function main(args: string[]): Promise<void> {
  const { part, milk, bread } = settings(args, {
    part: choice('group', 'failure', 'promise-all', 'nested'),
    milk: seconds(1),
    bread: seconds(2),
  });
  const parts = { group: shopping, failure, 'promise-all': promiseAll, nested };
  try {
    await parts[part](milk, bread);
  } catch (error) {
    if (!(error instanceof TaskGroupError)) throw error;
    log(`${error.name} with ${error.errors.length} in errors:`);
    for (const each of error.errors) log(String(each));
  }
}

await run(main, import.meta);
