import { expect, test, vi } from 'vitest';
import { createTask, sleep } from '#workshop';
import { activate, currentLane, Program } from '../../../workshop/runtime/program.ts';
import type { Busy, Line, Watched } from '../../../workshop/runtime/observer.ts';
import { VirtualClock } from '../../../workshop/runtime/virtual-clock.ts';
import { Job } from '../../../workshop/runtime/job.ts';

const newClock = () => new VirtualClock({ ms: 1000, timers: 10 });

test('a program that nobody watches speaks, works and starts processes all the same', () => {
  const program = new Program(newClock(), {});
  program.say('hello');
  program.block(5);
  program.starts({ lane: 'worker', from: 0, isKilled: false, leases: [] });
  const restore = activate(program);
  const job = new Job(() => {}, undefined);
  restore();
  job.cancel();
  expect(job).toMatchObject({ name: 'task 1', state: 'cancelled' });
  expect([program.clock.now(), program.alive.length, program.unseen.size]).toEqual([5, 0, 0]);
});

test('outside of every task one speaks and works for main, and for no task', () => {
  const seen: [Line | Busy, Watched?][] = [];
  const program = new Program(newClock(), {
    line: (line) => seen.push([line]),
    busy: (busy, job) => seen.push(job ? [busy, job] : [busy]),
  });
  program.say('hello');
  program.say('hello', 'milk');
  program.block(5);
  expect(seen).toEqual([
    [{ at: 0, lane: 'main', text: 'hello' }],
    [{ at: 0, lane: 'milk', text: 'hello' }],
    [{ lane: 'main', from: 0, to: 5 }],
  ]);
  expect(currentLane()).toBe('main');
});

test('outside of every program one can sleep, in real time', async () => {
  const begun = performance.now();
  await sleep(5);
  expect(performance.now() - begun).toBeGreaterThan(3);
});

test('what failed unseen in a script is told once when its process ends, unless somebody has looked at it by then', async () => {
  const before = process.listeners('exit');
  const { exitCode } = process;
  await createTask(() => 'milk');
  const tasks = ['milk', 'bread'].map((name) =>
    createTask(() => Promise.reject(new Error('lost')), { name }),
  );
  await new Promise((resolve) => setImmediate(resolve));
  const added = process.listeners('exit').filter((listener) => !before.includes(listener));
  expect(added).toHaveLength(1);
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    added[0]!(0);
    expect(told.mock.calls).toEqual([
      [
        'milk failed, and nothing handled it: Error: lost\nbread failed, and nothing handled it: Error: lost\n',
      ],
    ]);
    expect(process.exitCode).toBe(1);
    process.exitCode = 3;
    await Promise.allSettled(tasks);
    added[0]!(0);
    expect(told).toHaveBeenCalledTimes(1);
    expect(process.exitCode).toBe(3);
  } finally {
    process.exitCode = exitCode;
    told.mockRestore();
    process.removeListener('exit', added[0]!);
  }
});
