import { expect, test } from 'vitest';
import { runProgram } from '#run';
import { traceEvents } from '../../../workshop/draw/trace.ts';
import { main as launchOrder } from '../programs/launch-order.ts';

const run = await runProgram(() => launchOrder([]));
const { traceEvents: events } = traceEvents([{ title: 'scheduled', run }]);
const named = (name: string) => events.filter((event) => event.name === name && event.ph === 'X');

test('three tasks are three threads with names, in the order of first word', () => {
  const threads = events
    .filter((event) => event.name === 'thread_name')
    .map(({ tid, args }) => [tid, args['name']]);
  expect(threads).toEqual([
    [1, 'A'],
    [2, 'B'],
    [3, 'C'],
  ]);
  expect(
    events.filter((event) => event.name === 'thread_sort_index').map(({ args }) => args['sort_index']),
  ).toEqual([1, 2, 3]);
});

test('B runs 100 ms from 0.1 s, waits 1000 ms, and runs 100 ms more', () => {
  expect(named('B_1')).toEqual([
    { ph: 'X', name: 'B_1', pid: 1, tid: 2, ts: 100_000, dur: 100_000, args: { kind: 'runs' } },
  ]);
  expect(named('B_wait')).toMatchObject([{ ts: 200_000, dur: 1_000_000, args: { kind: 'waits' } }]);
  expect(named('B_2')).toMatchObject([{ ts: 1_200_000, dur: 100_000 }]);
});

test('slices of a thread lie one after the other, in whole microseconds, and outlive JSON', () => {
  const parsed = (JSON.parse(JSON.stringify({ events })) as { events: typeof events }).events;
  for (const tid of [1, 2, 3]) {
    const slices = parsed.filter((event) => event.ph === 'X' && event.tid === tid);
    let end = 0;
    for (const { ts = NaN, dur = NaN } of slices) {
      expect(Number.isInteger(ts) && Number.isInteger(dur) && dur > 0).toBe(true);
      expect(ts).toBeGreaterThanOrEqual(end);
      end = ts + dur;
    }
    expect(slices).toHaveLength(3);
  }
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
