// A task: scheduled now, started later, awaited when you like.
//
//   npx tsx steps/04-scheduled-tasks.ts            two tasks that wait 1 s and 2 s
//   npx tsx steps/04-scheduled-tasks.ts 2 1        the same two with other delays: play with them
//   npx tsx steps/04-scheduled-tasks.ts direct     the same workers, called directly
//   npx tsx steps/04-scheduled-tasks.ts states     what a task tells about itself
//   npx tsx steps/04-scheduled-tasks.ts failure    a task that fails while main is busy elsewhere

import { choice, createTask, log, run, seconds, settings, sleep } from '#workshop';

async function worker(name: string, ms: number): Promise<void> {
  log(name, 'started');
  await sleep(ms);
  log(name, 'done');
}

async function writeEntry(ms: number): Promise<void> {
  log('started');
  await sleep(ms);
  log('no space left');
  throw new Error('no space left');
}

// createTask takes a function. It does not call it: it puts a task at the end of the queue of ready tasks.
async function tasks(milk: number, bread: number): Promise<void> {
  const milkTask = createTask(() => worker('order milk', milk), { name: 'order milk' });
  const breadTask = createTask(() => worker('order bread', bread), { name: 'order bread' });
  log('done scheduling tasks.');
  await milkTask;
  await breadTask;
}

// A call begins its work now, up to the first await inside it.
async function direct(milk: number, bread: number): Promise<void> {
  const milkOrder = worker('order milk', milk);
  const breadOrder = worker('order bread', bread);
  log('done calling workers.');
  await milkOrder;
  await breadOrder;
}

// A task has a name and a state, and calls back when it has ended.
async function states(milk: number): Promise<void> {
  const task = createTask(() => worker('order milk', milk), { name: 'order milk' });
  task
    .then(() => log('callback', 'the milk is here'))
    .catch((error: unknown) => log('callback', `no milk: ${String(error)}`));
  log(`${task.name}: ${task.state}`);
  await sleep(milk / 2);
  log(`${task.name}: ${task.state}`);
  await task;
  log(`${task.name}: ${task.state}`);
}

// The entry fails half-way through the milk. The task keeps the error until main asks for it.
async function failure(milk: number): Promise<void> {
  const entry = createTask(() => writeEntry(milk / 2), { name: 'audit log' });
  await worker('order milk', milk);
  log(`${entry.name}: ${entry.state}`);
  try {
    await entry;
  } catch (error) {
    log(`caught: ${String(error)}`);
  }
}

export async function main(args: string[]): Promise<void> {
  // Delays alone, as in `2 1`, mean the first variant.
  const given = /^\d/.test(args[0] ?? '') ? ['tasks', ...args] : args;
  const { part, milk, bread } = settings(given, {
    part: choice('tasks', 'direct', 'states', 'failure'),
    milk: seconds(1),
    bread: seconds(2),
  });
  if (part === 'tasks') await tasks(milk, bread);
  if (part === 'direct') await direct(milk, bread);
  if (part === 'states') await states(milk);
  if (part === 'failure') await failure(milk);
}

await run(main, import.meta);
