import { describe, expect, test } from 'vitest';
import { AsyncExecutor, createTask, log, Queue, sleep, taskGroup } from '#workshop';
import { runProgram, type Run } from '#run';
import { traceEvents } from '../../../workshop/draw/trace.ts';
import { main as launchOrder } from '../programs/launch-order.ts';
import { brokenRules } from './trace-rules.ts';

const run = await runProgram(() => launchOrder([]));
const { traceEvents: events } = traceEvents([{ title: 'scheduled', run }]);
const named = (name: string) => events.filter((event) => event.name === name && event.ph === 'X');
const eventsOf = (each: Run) => traceEvents([{ title: 'x', run: each }]).traceEvents;

test('main and three tasks are threads with names, in the order in which they began', () => {
  const threads = events
    .filter((event) => event.name === 'thread_name')
    .map(({ tid, args }) => [tid, args['name']]);
  expect(threads).toEqual([
    [1, 'main'],
    [2, 'A'],
    [3, 'B'],
    [4, 'C'],
  ]);
  expect(
    events.filter((event) => event.name === 'thread_sort_index').map(({ args }) => args['sort_index']),
  ).toEqual([1, 2, 3, 4]);
});

test('B is ready for 100 ms, runs 100 ms, sleeps 1000 ms, and runs 100 ms more', () => {
  const slices = events.filter(({ ph, tid }) => ph === 'X' && tid === 3);
  expect(slices.map(({ name, ts, dur, args }) => [name, ts, dur, args['state'], args['what']])).toEqual([
    ['is ready, but another has the thread', 0, 100_000, 'ready', ''],
    ['B_1', 100_000, 100_000, 'runs', 'B_1'],
    ['sleeps', 200_000, 1_000_000, 'sleeps', 'in sleep(1000)'],
    ['B_2', 1_200_000, 100_000, 'runs', 'B_2'],
  ]);
});

describe('the rules of the format', () => {
  const busy = () =>
    taskGroup(async (group) => {
      const queue = new Queue<number>({ maxSize: 1 });
      const executor = new AsyncExecutor({ maxRunning: 2 });
      const shop = group.createTask(
        async (signal) => {
          for (;;) {
            await queue.get({ signal });
            await sleep(70.5, { signal });
            queue.taskDone();
          }
        },
        { name: 'shop' },
      );
      const puts = [1, 2, 3, 4].map((item) =>
        executor.submit(() => sleep(25 * item).then(() => queue.put(item)), { name: `order ${item}` }),
      );
      await Promise.all(puts);
      await queue.join();
      log('closing');
      shop.cancel();
    });

  test('hold on the virtual clock: slices are flat, each arrow begins and ends in a slice, counters are numbers', async () => {
    const all = eventsOf(await runProgram(busy));
    expect(brokenRules(all)).toEqual([]);
    expect(all.filter(({ ph }) => ph === 's').length).toBeGreaterThan(8);
  });

  test('hold on the real clock, where no time is round', async () => {
    expect(brokenRules(eventsOf(await runProgram(busy, { clock: 'real' })))).toEqual([]);
  });

  test('hold for two runs in one file, also after JSON', async () => {
    const both = traceEvents([
      { title: 'one', run },
      { title: 'two', run: await runProgram(busy) },
    ]);
    const parsed = JSON.parse(JSON.stringify(both)) as typeof both;
    expect(brokenRules(parsed.traceEvents)).toEqual([]);
  });

  test('are rules: a slice that overlaps, and an arrow from nowhere, break them', () => {
    const overlapping = events.map((event) => (event.name === 'B_1' ? { ...event, dur: 200_001 } : event));
    expect(brokenRules(overlapping)).toEqual(['slice "sleeps" overlaps the one before']);
    const late = events.map((event) => (event.ph === 'f' ? { ...event, ts: 9e9 } : event));
    expect(brokenRules(late)[0]).toMatch(/^f 1 is in no slice/);
  });
});

test('an arrow leaves in the last microsecond of A and arrives when main goes on', () => {
  const flow = events.filter(({ id }) => id === 1);
  expect(flow).toEqual([
    { ph: 's', name: 'wakes', cat: 'wakes', id: 1, pid: 1, tid: 2, ts: 1_199_999, args: { wakes: 'main' } },
    {
      ph: 'f',
      bp: 'e',
      name: 'wakes',
      cat: 'wakes',
      id: 1,
      pid: 1,
      tid: 1,
      ts: 1_200_000,
      args: { by: 'A' },
    },
  ]);
});

test('counters tell how many run and are ready: two wait for A, one for B', () => {
  const counters = events.filter(({ ph }) => ph === 'C').map(({ ts, args }) => [ts! / 1000, args]);
  expect(counters.slice(0, 4)).toEqual([
    [0, { running: 1, ready: 2 }],
    [100, { running: 1, ready: 1 }],
    [200, { running: 1, ready: 0 }],
    [300, { running: 0, ready: 0 }],
  ]);
});

test('counters tell how many stand in line for a slot and in a queue', async () => {
  const all = eventsOf(
    await runProgram(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      const queue = new Queue();
      const getter = createTask(() => queue.get(), { name: 'getter' });
      await Promise.all([1, 2, 3].map(() => executor.submit(() => sleep(10))));
      queue.tryPut(1);
      await getter;
    }),
  );
  const counters = all.filter(({ ph, name }) => ph === 'C' && name === 'waiting in line');
  expect(counters.map(({ ts, args }) => [ts! / 1000, args['for a slot'], args['in a queue']])).toEqual([
    [0, 2, 1],
    [10, 1, 1],
    [20, 0, 1],
    [30, 0, 0],
  ]);
});

test('a counter tells how many items are inside each queue', async () => {
  const all = eventsOf(
    await runProgram(async () => {
      const [orders, letters] = [new Queue<string>({ maxSize: 2 }), new Queue<string>()];
      const shop = createTask(async () => {
        for await (const _ of orders) await sleep(100);
      });
      for (const order of ['milk', 'bread', 'eggs', 'tea', 'jam']) await orders.put(order);
      letters.tryPut('one');
      await sleep(50);
      letters.tryPut('two');
      letters.shutdown({ immediate: true });
      orders.shutdown();
      await shop;
    }),
  );
  const counters = (name: string) =>
    all
      .filter((event) => event.ph === 'C' && event.name === name)
      .map(({ ts, args }) => [ts! / 1000, args['items']]);
  // The third order waits for a place until 0.1 s, and so on: a full queue stays full while somebody waits to put.
  expect(counters('queue 1')).toEqual([
    [0, 2],
    [300, 1],
    [400, 0],
  ]);
  expect(counters('queue 2')).toEqual([
    [200, 1],
    [250, 0],
  ]);
});

test('two runs are two processes with the names of the runs, in their order, each with threads of its own', async () => {
  const sequence = await runProgram(() => launchOrder(['in-order']));
  const both = traceEvents([
    { title: 'in order', run: sequence },
    { title: 'scheduled', run },
  ]).traceEvents;
  const told = (name: string) =>
    both.filter((event) => event.name === name).map(({ pid, args }) => [pid, args]);
  expect(told('process_name')).toEqual([
    [1, { name: 'in order' }],
    [2, { name: 'scheduled' }],
  ]);
  expect(told('process_sort_index')).toEqual([
    [1, { sort_index: 1 }],
    [2, { sort_index: 2 }],
  ]);
  const slices = (pid: number) => both.filter((event) => event.ph === 'X' && event.pid === pid);
  expect(slices(2)).toEqual(events.filter(({ ph }) => ph === 'X').map((event) => ({ ...event, pid: 2 })));
  expect(slices(1).find(({ name }) => name === 'C_2')).toMatchObject({ tid: 3, ts: 3_500_000, dur: 100_000 });
});

test('C has two blocks, named by the lines that open them', () => {
  expect(named('C_1')).toMatchObject([{ ts: 200_000, dur: 100_000 }]);
  expect(named('C_2')).toMatchObject([{ ts: 1_300_000, dur: 100_000 }]);
});
