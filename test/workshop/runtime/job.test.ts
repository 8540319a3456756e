import { expect, test } from 'vitest';
import { createTask, sleep, wait } from '#workshop';
import { runProgram, type Run } from '#run';
import { finished } from '../asyncio/program.ts';
import { Job } from '../../../workshop/runtime/job.ts';

const life = (run: Run, name: string) => run.tasks.find((task) => task.name === name);

test('a task that is asked for its result three times by the same code is one wait', async () => {
  const run = await runProgram(async () => {
    const milk = createTask(() => sleep(100), { name: 'milk' });
    void milk.then(() => {});
    void milk.finally(() => {});
    await milk;
  });
  expect(life(run, 'main')?.waits).toEqual([
    {
      kind: 'task',
      what: 'for milk',
      task: 'main',
      lane: 'main',
      hasSignal: false,
      from: 0,
      to: 100,
      by: 'milk',
    },
  ]);
});

test('each task that waits for the same one has a wait of its own', async () => {
  const run = await runProgram(async () => {
    const milk = createTask(() => sleep(100), { name: 'milk' });
    const shops = ['one', 'two'].map((name) => createTask(() => milk.then(() => {}), { name }));
    await wait(shops);
  });
  const waits = ['one', 'two'].map((name) => life(run, name)?.waits.map(({ what, to }) => [what, to]));
  expect(waits).toEqual([[['for milk', 100]], [['for milk', 100]]]);
});

test('a task that waits for itself is told as one', async () => {
  const run = await runProgram(async () => {
    const shop: PromiseLike<unknown> = createTask(() => shop, { name: 'shop' });
    await shop;
  });
  expect(run.outcome).toEqual({
    kind: 'deadlocked',
    waiting: ['main waits for shop', 'shop waits for shop'],
  });
});

test('outside of every program a task can be awaited, too', async () => {
  expect(await createTask(() => 7)).toBe(7);
});

test('a task that two ask to stop was asked by the first one, when that did', async () => {
  const run = await runProgram(async () => {
    const shop = createTask((signal) => sleep(1000, { signal }).catch(() => sleep(500)), { name: 'shop' });
    await sleep(100);
    shop.cancel();
    createTask(() => sleep(100).then(() => shop.cancel()), { name: 'late' });
    await shop;
  });
  expect(life(run, 'shop')).toMatchObject({ cancelled: 100, cancelledBy: 'main', ended: 600 });
});

test('a task is stopping from the call of cancel() until it has ended', async () => {
  const run = await finished(async () => {
    const job = new Job((signal) => sleep(1000, { signal }).catch(() => sleep(50)), 'shop');
    const seen = [job.isStopping];
    job.start();
    await sleep(100);
    seen.push(job.isStopping);
    job.cancel();
    seen.push(job.isStopping);
    await job.promise;
    return [...seen, job.isStopping];
  });
  expect(run.value).toEqual([false, false, true, false]);
});

test('all who wait for the end of the same task hear of it, also when one of them has left', async () => {
  const run = await runProgram(async () => {
    const milk = createTask(() => sleep(100), { name: 'milk' });
    const told: [string, number][] = [];
    const customer = async (name: string, timeout: number) => {
      const { done } = await wait([milk], { timeout });
      told.push([name, done.length]);
    };
    await Promise.all([customer('first', 1000), customer('impatient', 50), customer('last', 1000)]);
    return told;
  });
  const value = [
    ['impatient', 0],
    ['first', 1],
    ['last', 1],
  ];
  expect(run).toMatchObject({ elapsed: 100, outcome: { kind: 'finished', value } });
});

test('one who has left, whether first or last, is not called at the end', async () => {
  const run = await finished(() => {
    const job = new Job(() => {}, 'shop');
    const called: string[] = [];
    const callbacks = ['first', 'second', 'last'].map((name) => () => void called.push(name));
    for (const callback of callbacks) job.onEnd(callback);
    job.offEnd(callbacks[0]!);
    job.offEnd(callbacks[2]!);
    job.cancel();
    return called;
  });
  expect(run.value).toEqual(['second']);
});
