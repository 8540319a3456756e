import { getEventListeners } from 'node:events';
import { createRequire } from 'node:module';
import { performance as importedPerformance } from 'node:perf_hooks';
import timersDefault, * as timersNamespace from 'node:timers';
import { setImmediate as setImmediateNamed, setTimeout as setTimeoutNamed } from 'node:timers';
import promisesDefault, * as promisesNamespace from 'node:timers/promises';
import { scheduler, setTimeout as sleepNamed } from 'node:timers/promises';
import { setTimeout as setTimeoutBare } from 'timers';
import { setTimeout as sleepBare } from 'timers/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { block, now, sleep } from '#workshop';
import { runProgram } from '#run';

const require = createRequire(import.meta.url);
const withCallback = (start: (callback: () => void, ms: number) => unknown) =>
  new Promise<void>((resolve) => start(resolve, 100));

/** Every way to wait for 100 ms. */
const waits: Record<string, () => Promise<unknown>> = {
  'sleep of the workshop': () => sleep(100),
  'global setTimeout': () => withCallback(setTimeout),
  'globalThis.setTimeout': () => withCallback(globalThis.setTimeout),
  'global setInterval': () =>
    withCallback((callback, ms) => {
      const timer = setInterval(() => [clearInterval(timer), callback()], ms);
    }),
  'named from node:timers': () => withCallback(setTimeoutNamed),
  'named from timers': () => withCallback(setTimeoutBare),
  'namespace of node:timers': () => withCallback(timersNamespace.setTimeout),
  'default of node:timers': () => withCallback(timersDefault.setTimeout),
  'require of node:timers': () => withCallback((require('node:timers') as typeof timersDefault).setTimeout),
  'named from node:timers/promises': () => sleepNamed(100),
  'named from timers/promises': () => sleepBare(100),
  'namespace of node:timers/promises': () => promisesNamespace.setTimeout(100),
  'default of node:timers/promises': () => promisesDefault.setTimeout(100),
  'require of timers/promises': () => (require('timers/promises') as typeof promisesDefault).setTimeout(100),
  'timers.promises': () => timersDefault.promises.setTimeout(100),
  'import() of node:timers/promises': async () => (await importedAtRunTime).setTimeout(100),
  'setInterval of node:timers/promises': async () => {
    for await (const value of promisesNamespace.setInterval(100, 'tick')) return value;
  },
  'promisify(setTimeout)': () => promisify(setTimeout)(100),
  'promisify of the one from node:timers': () => promisify(setTimeoutNamed)(100),
  'scheduler.wait': () => scheduler.wait(100),
  'AbortSignal.timeout': async () => {
    // It does not keep a program alive: something else has to.
    const other = setTimeout(() => {}, 1000);
    await new Promise((resolve) => AbortSignal.timeout(100).addEventListener('abort', resolve));
    clearTimeout(other);
  },
};
const importedAtRunTime = import('node:timers/promises');

test.each(Object.entries(waits))('%s takes 100 ms of virtual time', async (_name, wait) => {
  const run = await runProgram(wait);
  expect(run).toMatchObject({ elapsed: 100, outcome: { kind: 'finished' }, leaks: [] });
});

test.each(
  Object.entries({
    setImmediate: () => new Promise<void>((resolve) => void setImmediate(resolve)),
    'setImmediate from node:timers': () => new Promise<void>((resolve) => void setImmediateNamed(resolve)),
    'setImmediate of node:timers/promises': () => promisesNamespace.setImmediate(),
    'promisify(setImmediate)': () => promisify(setImmediate)(),
    'scheduler.yield': () => scheduler.yield(),
  }),
)('%s takes no time', async (_name, wait) => {
  const run = await runProgram(wait);
  expect(run).toMatchObject({ elapsed: 0, outcome: { kind: 'finished' } });
});

test('promise timers give their value', async () => {
  const run = await runProgram(async () => [
    await sleepNamed(100, 'a'),
    await promisesNamespace.setImmediate('b'),
    await promisify(setTimeout)(100, 'c'),
    await promisify(setImmediate)('d'),
  ]);
  expect(run).toMatchObject({ elapsed: 200, outcome: { value: ['a', 'b', 'c', 'd'] } });
});

test('promise timers that are aborted reject at once, as in Node, and leave no timer', async () => {
  const reason = new Error('enough');
  const abortedAt = async (wait: (signal: AbortSignal) => Promise<unknown>, ms: number) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), ms);
    return wait(controller.signal).catch((error: Error & { code?: string }) => [
      now(),
      error.name,
      error.code,
      error.cause,
    ]);
  };
  const run = await runProgram(async () => [
    await abortedAt((signal) => sleepNamed(500, undefined, { signal }), 100),
    await abortedAt((signal) => scheduler.wait(500, { signal }), 100),
    await abortedAt(async (signal) => {
      for await (const _ of promisesNamespace.setInterval(150, undefined, { signal }));
    }, 400),
    await sleepNamed(1, undefined, { signal: AbortSignal.abort(reason) }).catch((error: Error) => error.name),
  ]);
  const abort = ['AbortError', 'ABORT_ERR', reason];
  expect(run.outcome).toEqual({
    kind: 'finished',
    value: [[100, ...abort], [200, ...abort], [600, ...abort], 'AbortError'],
  });
  expect(run).toMatchObject({ elapsed: 600, leaks: [] });
});

test('a promise interval hands over the ticks that nobody was waiting at', async () => {
  const run = await runProgram(async () => {
    const seen: number[] = [];
    for await (const _ of promisesNamespace.setInterval(100)) {
      seen.push(now());
      if (seen.length === 1) await sleep(250);
      if (seen.length === 5) return seen;
    }
    return seen;
  });
  expect(run.outcome).toMatchObject({ value: [100, 350, 350, 400, 500] });
  expect(run.leaks).toEqual([]);
});

test('an unref of a promise timer is no leak: { ref: false }', async () => {
  const run = await runProgram(() => {
    void sleepNamed(100, undefined, { ref: false });
    void sleepNamed(200);
  });
  expect(run.leaks).toEqual(['setTimeout(200) of main']);
});

test('AbortSignal.timeout aborts with a TimeoutError and keeps no program alive', async () => {
  const run = await runProgram(async () => {
    const signal = AbortSignal.timeout(100);
    await sleep(99);
    const before = signal.aborted;
    await sleep(1);
    AbortSignal.timeout(1000);
    return [before, (signal.reason as DOMException).name, signal.reason instanceof DOMException];
  });
  expect(run.outcome).toMatchObject({ value: [false, 'TimeoutError', true] });
  expect(run.leaks).toEqual([]);
  const refused = await runProgram(() => AbortSignal.timeout(-1));
  expect(refused.outcome).toMatchObject({ kind: 'failed', error: { name: 'RangeError' } });
});

test('Date and performance tell virtual time however they are asked, and Date is otherwise untouched', async () => {
  class Day extends Date {}
  const RealDate = Date;
  const run = await runProgram(async () => {
    await sleep(3_661_001);
    const asked = new Date();
    return {
      asked: asked.toISOString(),
      now: Date.now(),
      called: Date() === asked.toString(),
      performance: [performance.now(), importedPerformance.now()],
      given: new Date(2020, 1, 29).getMonth(),
      utc: [Date.UTC(1970, 0, 2), Date.parse('1970-01-02T00:00:00Z')],
      instances: [asked instanceof Date, asked instanceof RealDate, new RealDate(0) instanceof Date],
      heir: new Day(7) instanceof Date,
      name: [Date.name, Date.length],
    };
  });
  expect(run.outcome).toEqual({
    kind: 'finished',
    value: {
      asked: '1970-01-01T01:01:01.001Z',
      now: 3_661_001,
      called: true,
      performance: [3_661_001, 3_661_001],
      given: 1,
      utc: [86_400_000, 86_400_000],
      instances: [true, true, true],
      heir: true,
      name: ['Date', 7],
    },
  });
});

test('AbortSignal.timeout(0) aborts with the next timers, and takes whole numbers only, as in Node', async () => {
  const run = await runProgram(async () => {
    const signal = AbortSignal.timeout(0);
    const before = signal.aborted;
    await sleep(1);
    return [before, signal.aborted];
  });
  expect(run).toMatchObject({ elapsed: 1, outcome: { value: [false, true] } });
  const refused = await runProgram(() => AbortSignal.timeout(1.5));
  expect(refused.outcome).toMatchObject({ kind: 'failed', error: { name: 'RangeError' } });
});

test('process.hrtime(since) tells what has passed since then', async () => {
  const run = await runProgram(async () => {
    await sleep(2750);
    const since = process.hrtime();
    await sleep(1500);
    return [since, process.hrtime(since)];
  });
  expect(run.outcome).toMatchObject({
    value: [
      [2, 750_000_000],
      [1, 500_000_000],
    ],
  });
});

test('scheduler.yield lets the immediates before it run', async () => {
  const run = await runProgram(async () => {
    let ran = false;
    setImmediate(() => (ran = true));
    await scheduler.yield();
    return ran;
  });
  expect(run).toMatchObject({ elapsed: 0, outcome: { value: true } });
});

test('Date tells whole milliseconds, and performance.now() their fractions', async () => {
  const run = await runProgram(() => {
    block(1.75);
    return [Date.now(), new Date().getTime(), performance.now(), process.hrtime()];
  });
  expect(run.outcome).toMatchObject({ value: [1, 1, 1.75, [0, 1_750_000]] });
});

test('a program may replace performance.now() itself, and everything is as it was afterwards', async () => {
  const before = performance.now;
  const run = await runProgram(() => {
    performance.now = () => 7;
    return performance.now();
  });
  expect(run.outcome).toMatchObject({ value: 7 });
  expect(performance.now).toBe(before);
});

test('a promise interval with { ref: false } keeps no program alive', async () => {
  const run = await runProgram(async () => {
    for await (const _ of promisesNamespace.setInterval(100, undefined, { ref: false })) await sleep(150);
  });
  expect(run).toMatchObject({ elapsed: 0, outcome: { kind: 'deadlocked' } });
});

test('promise timers leave no listener on a signal when they are over', async () => {
  const run = await runProgram(async () => {
    const { signal } = new AbortController();
    await sleepNamed(100, undefined, { signal });
    for await (const _ of promisesNamespace.setInterval(100, undefined, { signal })) break;
    return getEventListeners(signal, 'abort').length;
  });
  expect(run).toMatchObject({ elapsed: 200, outcome: { kind: 'finished', value: 0 } });
});

test('a promise interval whose signal has aborted before, or while its body works, ticks no more', async () => {
  const reason = new Error('enough');
  const run = await runProgram(async () => {
    const seen: unknown[] = [];
    const controller = new AbortController();
    const loop = async () => {
      for await (const value of promisesNamespace.setInterval(100, 'tick', { signal: controller.signal })) {
        seen.push(value, now());
        if (now() === 200) controller.abort(reason);
      }
    };
    for (let time = 1; time <= 2; time += 1)
      await loop().catch((error: Error) => seen.push(now(), error.name, error.cause));
    return seen;
  });
  const end = [200, 'AbortError', reason];
  expect(run.outcome).toEqual({
    kind: 'finished',
    value: ['tick', 100, 'tick', 200, ...end, ...end],
  });
  expect(run).toMatchObject({ elapsed: 200, leaks: [] });
});

test('console.log is not a line of the transcript', async () => {
  const seen: unknown[] = [];
  const before = console.log;
  console.log = (...args) => seen.push(args);
  const run = await runProgram(() => console.log('hello', 1)).finally(() => (console.log = before));
  expect(seen).toEqual([['hello', 1]]);
  expect(run.lines).toEqual([]);
});

test('performance.mark, performance.measure and process.hrtime tell virtual time', async () => {
  const run = await runProgram(async () => {
    const [from, fromBig] = [process.hrtime(), process.hrtime.bigint()];
    await sleep(100);
    const begun = performance.mark('begun').startTime;
    await sleep(1500);
    const since = performance.measure('since', 'begun').duration;
    const given = performance.mark('given', { startTime: 7 }).startTime;
    const span = performance.measure('span', { start: 100, end: 300 }).duration;
    const whole = performance.measure('whole').duration;
    const between = performance.measure('between', 'given', 'begun').duration;
    const lasting = performance.measure('lasting', { start: 100, duration: 50, detail: 'milk' });
    return {
      between,
      lasting: [lasting.startTime, lasting.duration, lasting.detail],
      detail: performance.mark('detail', { detail: 'bread' }).detail,
      begun,
      since,
      given,
      span,
      whole,
      hr: process.hrtime(from),
      big: process.hrtime.bigint() - fromBig,
    };
  });
  performance.clearMarks();
  expect(run.outcome).toEqual({
    kind: 'finished',
    value: {
      between: 93,
      lasting: [100, 50, 'milk'],
      detail: 'bread',
      begun: 100,
      since: 1500,
      given: 7,
      span: 200,
      whole: 1600,
      hr: [1, 600_000_000],
      big: 1_600_000_000n,
    },
  });
});
