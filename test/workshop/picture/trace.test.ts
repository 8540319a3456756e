import { expect, test } from 'vitest';
import { runProgram } from '#run';
import { traceEvents } from '../../../workshop/picture/trace.ts';
import { main as launchOrder } from './programs/launch-order.ts';

const { traceEvents: events } = traceEvents(await runProgram(() => launchOrder([])));
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
  ).toEqual([0, 1, 2]);
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
