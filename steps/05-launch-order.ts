// Launch order: tasks that work, wait, and work again always interleave in the same way.
//
//   npx tsx steps/05-launch-order.ts                scheduled together: the waits overlap, 1.4 s
//   npx tsx steps/05-launch-order.ts scheduled 4    a fourth task: 1.5 s
//   npx tsx steps/05-launch-order.ts in-order       each after the one before: 3 × (0.1 + 1.0 + 0.1) = 3.6 s
//   npx tsx steps/05-launch-order.ts waits          waits of 1.5, 1.0 and 0.5 s: launched A B C, completed C B A

import { block, choice, count, createTask, log, run, settings, sleep, type Task } from '#workshop';

// X_1 and X_2 keep the thread for 100 ms each. Between them lies X_wait, which leaves it to the others.
async function job(name: string, wait: number): Promise<void> {
  log(name, `${name}_1`);
  block(100);
  await sleep(wait);
  log(name, `${name}_2`);
  block(100);
}

// The next job is called when the one before has ended, so all the times add up.
async function inOrder(names: string[]): Promise<void> {
  for (const name of names) await job(name, 1000);
}

// All jobs become tasks first. Each starts when the one before begins to wait.
async function scheduled(names: string[], waitOf: (place: number) => number): Promise<void> {
  const tasks: Task<void>[] = [];
  for (const [place, name] of names.entries()) {
    tasks.push(createTask(() => job(name, waitOf(place)), { name }));
  }
  for (const task of tasks) await task;
}

export async function main(args: string[]): Promise<void> {
  const { part, tasks } = settings(args, {
    part: choice('scheduled', 'in-order', 'waits'),
    tasks: count(3, 26),
  });
  const names = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].slice(0, tasks);
  if (part === 'scheduled') await scheduled(names, () => 1000);
  if (part === 'in-order') await inOrder(names);
  // The later a task is launched, the shorter it waits.
  if (part === 'waits') await scheduled(names, (place) => 500 * (tasks - place));
  log('done.');
}

await run(main, import.meta);
