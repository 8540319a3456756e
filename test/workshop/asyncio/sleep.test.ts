import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { block, log, now, sleep } from '#workshop';
import { runProgram } from '#run';

const longest = 2 ** 31 - 1;

test.each([-1, longest + 1, NaN, Infinity, '5', undefined])(
  'sleep(%s) and block(%s) are refused, with what was given',
  async (ms) => {
    const run = await runProgram(async () => {
      const rejected = sleep(ms as number); // it rejects, it does not throw
      const error = await rejected.catch((reason: unknown) => reason);
      expect(() => block(ms as number)).toThrow(RangeError);
      return String(error);
    });
    expect(run).toMatchObject({
      elapsed: 0,
      outcome: { value: expect.stringMatching(`^RangeError: sleep.* given ${ms}\\.$`) },
    });
  },
);

test('sleep(0) takes 1 ms, the shortest time of a timer, and the longest sleep is 2**31-1', async () => {
  expect((await runProgram(() => sleep(0))).elapsed).toBe(1);
  expect((await runProgram(() => sleep(longest), { limit: { ms: longest } })).elapsed).toBe(longest);
});

test('a sleep that is cancelled rejects at once, with the reason itself, and leaves no timer', async () => {
  const reason = new Error('enough');
  const run = await runProgram(async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 100);
    const first = await sleep(500, { signal: controller.signal }).catch((error: unknown) => [now(), error]);
    const second = await sleep(500, { signal: controller.signal }).catch((error: unknown) => [now(), error]);
    return [first, second];
  });
  expect(run).toMatchObject({
    elapsed: 100,
    leaks: [],
    outcome: {
      value: [
        [100, reason],
        [100, reason],
      ],
    },
  });
});

test('after a sleep the context is that of the caller', async () => {
  const storage = new AsyncLocalStorage<string>();
  const inside = (name: string, ms: number) =>
    storage.run(name, async () => {
      await sleep(ms);
      return storage.getStore();
    });
  const run = await runProgram(() => Promise.all([inside('a', 200), inside('b', 100)]));
  expect(run.outcome).toMatchObject({ value: ['a', 'b'] });
});

test('whoever sleeps first and as long wakes first', async () => {
  const run = await runProgram(() =>
    Promise.all(
      ['a', 'b', 'c'].map(async (name) => {
        await sleep(100);
        log(name);
      }),
    ),
  );
  expect(run.lines.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
});
