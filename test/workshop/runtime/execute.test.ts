import { expect, test } from 'vitest';
import type { Stop } from '../../../workshop/runtime/drive.ts';
import { execute, type Way } from '../../../workshop/runtime/execute.ts';
import { Job } from '../../../workshop/runtime/job.ts';
import { currentProgram, Program } from '../../../workshop/runtime/program.ts';
import { RealClock } from '../../../workshop/runtime/real-clock.ts';

const never = () => new Promise<never>(() => {});
const answers = (signal: AbortSignal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
const newProgram = () => new Program(new RealClock(), {});
/** Drives a program for a turn each time, and then says these one after the other. */
const wayThatSays = (...stops: Stop[]): Way => ({
  drive: () => new Promise((resolve) => setImmediate(() => resolve(stops.shift() ?? { kind: 'ended' }))),
  timers: () => [],
  catchUnhandled: () => () => {},
});

test('a program that is interrupted has failed with that error, and what does not answer is named', async () => {
  const error = new Error('interrupted');
  const ended = await execute(
    newProgram(),
    never,
    wayThatSays({ kind: 'interrupted', error }, { kind: 'interrupted', error }),
  );
  expect(ended.outcome).toEqual({ kind: 'failed', error });
  expect(ended.unanswered).toEqual(['main waits for a promise that nobody settles']);
});

test('a program that is interrupted and answers leaves nothing unanswered', async () => {
  const error = new Error('interrupted');
  const ended = await execute(newProgram(), answers, wayThatSays({ kind: 'interrupted', error }));
  expect(ended).toMatchObject({ outcome: { kind: 'failed', error }, unanswered: [], unseen: [] });
});

test('main is told of before it starts, and code outside of every task belongs to its program meanwhile', async () => {
  const before = currentProgram();
  const program = newProgram();
  const states: string[] = [];
  const way = wayThatSays();
  way.begins = (main) => states.push(`${main.name} ${main.state}`);
  const during = execute(program, () => states.push('main runs'), way);
  expect(currentProgram()).toBe(program);
  await during;
  expect(states).toEqual(['main scheduled', 'main runs']);
  expect(currentProgram()).toBe(before);
});

test('a clock that had to stop the program is the reason of its end, whatever the program made of it', async () => {
  const way = wayThatSays();
  way.runaway = () => 'it blocked for a day';
  const ended = await execute(newProgram(), () => 7, way);
  expect(ended.outcome).toEqual({ kind: 'runaway', reason: 'it blocked for a day' });
});

test('what belongs to the outside is named with those who wait, main first', async () => {
  const ended = await execute(
    newProgram(),
    never,
    wayThatSays({ kind: 'outside', what: ['an open socket', 'a child process'] }),
  );
  expect(ended).toMatchObject({
    outside: ['an open socket', 'a child process'],
    outcome: {
      kind: 'deadlocked',
      waiting: [
        'main depends on an open socket and a child process, which no virtual clock can see: run it on the real clock',
      ],
    },
  });
});

test('cleanup that is stopped, at its limit or because of the outside, is named as it stands: nobody else is asked', async () => {
  const stops: Stop[] = [
    { kind: 'runaway', reason: 'too long' },
    { kind: 'outside', what: ['an open socket'] },
  ];
  for (const stop of stops) {
    const program = newProgram();
    const main = () => {
      const deaf = new Job((signal) => {
        signal.addEventListener('abort', () => new Job(answers, 'late').start());
        return never();
      }, 'deaf');
      deaf.start();
    };
    const ended = await execute(program, main, wayThatSays({ kind: 'ended' }, stop));
    expect(ended.outcome).toEqual({ kind: 'finished', value: undefined });
    expect(ended.unanswered).toEqual([
      'deaf waits for a promise that nobody settles',
      'late waits for a promise that nobody settles',
    ]);
  }
});
