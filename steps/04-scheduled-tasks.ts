// A task: scheduled now, started later, awaited when you like.
//
//   npx tsx steps/04-scheduled-tasks.ts                  two tasks: max(1.0, 2.0) = 2.0 s
//   npx tsx steps/04-scheduled-tasks.ts 2 1              main awaits the longer one first
//   npx tsx steps/04-scheduled-tasks.ts 0 2              the milk takes no time
//   npx tsx steps/04-scheduled-tasks.ts --part direct    the same workers, called directly

import { choice, createTask, log, run, seconds, settings, sleep } from '#workshop';

async function worker(name: string, ms: number): Promise<void> {
  log(name, 'started');
  await sleep(ms);
  log(name, 'done');
}

// createTask takes a function and does not call it yet: it only notes that it is to be called.
async function tasks(milk: number, bread: number): Promise<void> {
  const milkTask = createTask(() => worker('order milk', milk), { name: 'order milk' });
  const breadTask = createTask(() => worker('order bread', bread), { name: 'order bread' });
  log('done scheduling tasks.');
  // Here main gives the thread away for the first time. Now the tasks start, in the order of their creation.
  await milkTask;
  await breadTask;
}

// A call does not wait for anybody: the worker has begun before main can say a word.
async function direct(milk: number, bread: number): Promise<void> {
  const milkOrder = worker('order milk', milk);
  const breadOrder = worker('order bread', bread);
  log('done calling workers.');
  await milkOrder;
  await breadOrder;
}

export async function main(args: string[]): Promise<void> {
  const { milk, bread, part } = settings(args, {
    milk: seconds(1),
    bread: seconds(2),
    part: choice('tasks', 'direct'),
  });
  if (part === 'tasks') await tasks(milk, bread);
  if (part === 'direct') await direct(milk, bread);
}

await run(main, import.meta);
