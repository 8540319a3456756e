import { expect, test } from 'vitest';
import { runProgram, type Run } from '#run';
import { AsyncExecutor, block, createTask, log, Queue, sleep } from '#workshop';

/** Who waited how, and who let it go on: `getter get putter`. */
const wakes = ({ tasks }: Run) =>
  tasks.flatMap(({ waits }) => waits.map(({ lane, kind, by }) => `${lane} ${kind} ${by ?? 'by itself'}`));

test('a getter is woken by the task that puts, an awaiting one by the task that ends, a sleeper by its timer', async () => {
  const run = await runProgram(async () => {
    const queue = new Queue<string>();
    const getter = createTask(() => queue.get(), { name: 'getter' });
    createTask(() => sleep(100).then(() => queue.put('milk')), { name: 'putter' });
    await getter;
  });
  expect(wakes(run)).toEqual(['main task getter', 'getter get putter', 'putter sleep by itself']);
});

test('the one who waits for a slot is let in by the one who leaves', async () => {
  const run = await runProgram(async () => {
    const executor = new AsyncExecutor({ maxRunning: 1 });
    for (const name of ['first', 'second']) void executor.submit(() => sleep(10), { name });
    await executor.idle();
  });
  expect(wakes(run)).toContain('second slot first');
});

test('a lane without a task is named as well: the one who put is "producer", not main', async () => {
  const run = await runProgram(async () => {
    const queue = new Queue<string>();
    const getter = createTask(() => queue.get(), { name: 'getter' });
    const produce = async () => {
      log('producer', 'begins');
      await sleep(100);
      await queue.put('milk');
    };
    await Promise.all([produce(), getter]);
  });
  expect(wakes(run)).toContain('getter get producer');
});

test('a task knows who asked it to stop, unless it was itself', async () => {
  const run = await runProgram(async () => {
    const shop = createTask((signal) => sleep(1000, { signal }), { name: 'shop' });
    await sleep(100);
    shop.cancel();
    await shop.catch(() => {});
  });
  expect(run.tasks[1]).toMatchObject({ name: 'shop', cancelled: 100, cancelledBy: 'main' });
  expect(wakes(run)).toContain('shop sleep main');
  expect(run.tasks[0]).not.toHaveProperty('cancelledBy');
});

test('nobody is named for a task that stops itself, nor for one that is stopped because main has ended', async () => {
  const run = await runProgram(async () => {
    const tired = createTask(() => void tired.cancel(), { name: 'tired' });
    createTask((signal) => sleep(1000, { signal }), { name: 'left' });
    await sleep(100);
  });
  expect(run.tasks.map(({ name, cancelled }) => [name, cancelled])).toEqual([
    ['main', undefined],
    ['tired', 0],
    ['left', 100],
  ]);
  for (const task of run.tasks) expect(task).not.toHaveProperty('cancelledBy');
});

test('a timer whose callback speaks late is told with the time it was due; one in time is not', async () => {
  const run = await runProgram(async () => {
    setTimeout(() => log('alarm', 'rings'), 50);
    setTimeout(() => log('clock', 'strikes'), 80);
    block(80);
    await sleep(10);
    log('later');
  });
  expect(run.late).toEqual([{ lane: 'alarm', due: 50, at: 80 }]);
});
