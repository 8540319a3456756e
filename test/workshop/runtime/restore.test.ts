import { createRequire } from 'node:module';
import timers, * as timersNamespace from 'node:timers';
import timersPromises, * as promisesNamespace from 'node:timers/promises';
import { expect, test } from 'vitest';
import { sleep } from '#workshop';
import { runProgram } from '#run';

const names = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
];
const require = createRequire(import.meta.url);

/** What a run may replace, as it is now. */
function world() {
  const described = (target: object, keys: string[]) =>
    keys.map((key) => [key, Object.getOwnPropertyDescriptor(target, key)]);
  return {
    global: described(globalThis, [...names, 'Date', 'performance']),
    timers: described(timers, [...names, 'promises']),
    required: described(require('node:timers') as object, names),
    promises: described(timersPromises, ['setTimeout', 'setInterval', 'setImmediate', 'scheduler']),
    imported: { ...timersNamespace, promises: { ...promisesNamespace } },
    performance: described(performance, ['now']),
    abort: described(AbortSignal, ['timeout']),
    listeners: [process.rawListeners('unhandledRejection'), process.rawListeners('uncaughtException')],
  };
}

const endless = async () => {
  for (;;) await sleep(10_000);
};

test.each<[string, () => unknown, string]>([
  ['finishes', () => sleep(100), 'finished'],
  ['finishes and leaves timers', () => void setInterval(() => {}, 100), 'finished'],
  ['throws', () => Promise.reject(new Error('no')), 'failed'],
  ['throws before its first await', () => expect.fail('no'), 'failed'],
  ['throws in a timer', () => new Promise(() => setTimeout(() => expect.fail('no'), 10)), 'failed'],
  ['leaves a rejection unhandled', () => new Promise(() => void Promise.reject(new Error('no'))), 'failed'],
  ['waits for ever', () => new Promise(() => {}), 'deadlocked'],
  ['runs away', endless, 'runaway'],
  [
    'looks at the clock for ever',
    () => {
      while (Date.now() < 1);
    },
    'runaway',
  ],
])('everything is as it was after a program that %s', async (_name, program, kind) => {
  const before = world();
  const during: unknown[] = [];
  const run = await runProgram(() => {
    during.push(
      setTimeout,
      timersNamespace.setTimeout,
      promisesNamespace.setTimeout,
      Date,
      AbortSignal.timeout,
    );
    return program();
  });
  expect(run.outcome.kind).toBe(kind);
  expect(world()).toStrictEqual(before);
  const after = [
    setTimeout,
    timersNamespace.setTimeout,
    promisesNamespace.setTimeout,
    Date,
    AbortSignal.timeout,
  ];
  expect(during.filter((value, place) => value === after[place])).toEqual([]);
});

test('a run on the real clock replaces nothing', async () => {
  const before = world();
  const run = await runProgram(() => world(), { clock: 'real' });
  const during =
    run.outcome.kind === 'finished' ? (run.outcome.value as ReturnType<typeof world>) : undefined;
  expect({ ...during, listeners: before.listeners }).toStrictEqual(before);
  expect(world()).toStrictEqual(before);
});
