import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { createTask, log, now, sleep, withTimeout } from '#workshop';
import { failureOf, finished, listeners, said } from './program.ts';

const isTimeout = (error: unknown) => error instanceof DOMException && error.name === 'TimeoutError';

test('work in time gives its value, and the timer is gone', async () => {
  const run = await finished(async () => [
    await withTimeout(200, () => sleep(100).then(() => 'page')),
    now(),
  ]);
  expect(run.value).toEqual(['page', 100]);
});

test('work that takes too long is told at the deadline, and its cleanup is waited for', async () => {
  const run = await finished(async () => {
    const error = await failureOf(
      withTimeout(200, async (signal) => {
        try {
          await sleep(1000, { signal });
        } finally {
          log('told to stop');
          await sleep(50);
        }
      }),
    );
    return [isTimeout(error), now()];
  });
  expect(run.value).toEqual([true, 250]);
  expect(said(run)).toEqual(['200 main: told to stop']);
});

test("Node's own AbortError around the deadline becomes the TimeoutError", async () => {
  const run = await finished(async () => {
    const { setTimeout } = await import('node:timers/promises');
    return isTimeout(await failureOf(withTimeout(100, (signal) => setTimeout(1000, undefined, { signal }))));
  });
  expect(run.value).toBe(true);
});

test('work that returns anyway wins; work that fails during cleanup surfaces that failure', async () => {
  const run = await finished(async () => {
    const value = await withTimeout(100, (signal) => sleep(1000, { signal }).catch(() => 'half a page'));
    const failure = new Error('cleanup');
    const error = await failureOf(
      withTimeout(100, (signal) => sleep(1000, { signal }).catch(() => Promise.reject(failure))),
    );
    return [value, error === failure];
  });
  expect(run.value).toEqual(['half a page', true]);
});

test('a foreign error passes unchanged, a foreign AbortError or TimeoutError too', async () => {
  const errors = [
    new Error('no'),
    new DOMException('no', 'AbortError'),
    new DOMException('no', 'TimeoutError'),
    undefined,
  ];
  const run = await finished(() =>
    Promise.all(
      errors.map(async (error) => {
        const early = await failureOf(withTimeout(100, () => Promise.reject(error)));
        const late = await failureOf(withTimeout(100, () => sleep(200).then(() => Promise.reject(error))));
        return early === error && late === error;
      }),
    ),
  );
  expect(run.value).toEqual([true, true, true, true]);
});

test('with 0 the work is not started; with Infinity there is no limit', async () => {
  const run = await finished(async () => {
    const error = await failureOf(withTimeout(0, () => log('never')));
    return [
      isTimeout(error),
      await withTimeout(Infinity, (signal) => sleep(100, { signal }).then(() => 'patient')),
    ];
  });
  expect(run).toMatchObject({ value: [true, 'patient'], lines: [], elapsed: 100 });
});

test.each([-1, NaN, 2 ** 31, '10', undefined])(
  '%s milliseconds are a RangeError that says so',
  async (ms) => {
    const error = await failureOf(withTimeout(ms as number, () => log('never')));
    expect(error).toBeInstanceOf(RangeError);
    expect(String(error)).toContain(`given ${String(ms)}`);
  },
);

test('takes a function, whose synchronous throw is a rejection', async () => {
  const failure = await failureOf(withTimeout(10, Promise.resolve() as never));
  expect(String(failure)).toBe(
    'TypeError: withTimeout(ms, work) takes a function as its work; it was given [object Promise].',
  );
  const thrown = withTimeout(10, () => {
    throw 'at once';
  });
  expect(await failureOf(thrown)).toBe('at once');
});

test('its signal cancels the work with that reason; one that has aborted starts nothing', async () => {
  const run = await finished(async () => {
    const controller = new AbortController();
    const { signal } = controller;
    await withTimeout(1000, () => sleep(10), { signal });
    const after = listeners(signal);
    const error = failureOf(withTimeout(1000, (own) => sleep(2000, { signal: own }), { signal }));
    const during = listeners(signal);
    await sleep(100);
    controller.abort('outside');
    const seen = [after, during, await error, listeners(signal), now()];
    return [...seen, await failureOf(withTimeout(0, () => log('never'), { signal }))];
  });
  expect(run).toMatchObject({ value: [0, 1, 'outside', 0, 110, 'outside'], lines: [] });
});

test('a task that is cancelled during the cleanup after its deadline is cancelled', async () => {
  const run = await finished(async () => {
    const work = (own: AbortSignal) => sleep(1000, { signal: own }).finally(() => sleep(100));
    const task = createTask((signal) => withTimeout(100, work, { signal }));
    await sleep(150);
    task.cancel('closing');
    return [await failureOf(task), task.state];
  });
  expect(run.value).toEqual(['closing', 'cancelled']);
});

test('the work runs in the lane and the AsyncLocalStorage context of the caller', async () => {
  const storage = new AsyncLocalStorage<string>();
  const run = await finished(async () => {
    await createTask(
      () =>
        storage.run('caller', () =>
          withTimeout(100, () => sleep(10).then(() => log(`${storage.getStore()}`))),
        ),
      { name: 'loader' },
    );
  });
  expect(said(run)).toEqual(['10 loader: caller']);
});

test('the inner of two timeouts passes the deadline of the outer one on as it is', async () => {
  const run = await finished(async () => {
    const outer = failureOf(
      withTimeout(100, (signal) => withTimeout(500, (own) => sleep(1000, { signal: own }), { signal })),
    );
    return [isTimeout(await outer), String(await outer), now()];
  });
  expect(run.value).toEqual([true, expect.stringContaining('100 ms'), 100]);
});
