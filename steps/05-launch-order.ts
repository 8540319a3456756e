// Launch order: tasks that work, wait, and work again.
//
//   npx tsx steps/05-launch-order.ts                     A, B and C scheduled as tasks, with waits of 1.0 s
//   npx tsx steps/05-launch-order.ts scheduled 4         a fourth task
//   npx tsx steps/05-launch-order.ts in-order            each job is called when the one before has ended
//   npx tsx steps/05-launch-order.ts waits               tasks with waits of 1.5, 1.0 and 0.5 s
//   npx tsx steps/05-launch-order.ts look-up             each job asks another service something first
//   npx tsx steps/05-launch-order.ts look-up --seed 2    the same on another day: other answering times

import { block, choice, count, createTask, log, random, run, settings, sleep, type Task } from '#workshop';

// X_1 and X_2 keep the thread for 100 ms each. X_wait, between them, is a request to another machine.
async function job(name: string, wait: number): Promise<void> {
  log(name, `${name}_1`);
  block(100);
  await sleep(wait);
  log(name, `${name}_2`);
  block(100);
}

// The next job is called when the one before has ended.
async function inOrder(names: string[]): Promise<void> {
  for (const name of names) await job(name, 1000);
}

// All jobs become tasks before main awaits anything.
async function scheduled(names: string[], waitOf: (place: number) => number): Promise<void> {
  const tasks: Task<void>[] = [];
  for (const [place, name] of names.entries()) {
    tasks.push(createTask(() => job(name, waitOf(place)), { name }));
  }
  for (const task of tasks) await task;
}

// The calls are made in the order of the list. But before its job, each one asks another service something.
async function withLookUp(names: string[], seed: number): Promise<void> {
  const service = random(seed);
  await Promise.all(
    names.map(async (name) => {
      const answer = service.int(1, 9) * 100;
      log(name, `asks, the answer takes ${answer / 1000} s`);
      await sleep(answer);
      await job(name, 1000);
    }),
  );
}

export async function main(args: string[]): Promise<void> {
  const { part, tasks, seed } = settings(args, {
    part: choice('scheduled', 'in-order', 'waits', 'look-up'),
    tasks: count(3, 26),
    seed: count(10),
  });
  const names = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].slice(0, tasks);
  if (part === 'scheduled') await scheduled(names, () => 1000);
  if (part === 'in-order') await inOrder(names);
  // The later a task is launched, the shorter it waits.
  if (part === 'waits') await scheduled(names, (place) => 500 * (tasks - place));
  if (part === 'look-up') await withLookUp(names, seed);
  log('done.');
}

await run(main, import.meta);
