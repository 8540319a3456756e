import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, test } from 'vitest';
import { asCompleted, createTask, isCancellation, log, sleep, wait, type Work } from '#workshop';
import { runProgram } from '#run';
import { failureOf, finished, listeners, said } from './program.ts';

describe('a task', () => {
  test('starts after the current code, in the order of creation, at the same instant', async () => {
    const run = await finished(async () => {
      const a = createTask(() => log('a started'), { name: 'a' });
      const b = createTask(() => log('b started'), { name: 'b' });
      log(`scheduled: ${a.state}`);
      await Promise.all([b, a]);
    });
    expect(said(run)).toEqual(['0 main: scheduled: scheduled', '0 a: a started', '0 b: b started']);
  });

  test('goes from scheduled to running to fulfilled', async () => {
    const run = await finished(async () => {
      const task = createTask(() => sleep(10));
      const states = [task.state, task.done];
      await sleep(5);
      states.push(task.state, task.done);
      await task;
      return [...states, task.state, task.done];
    });
    expect(run.value).toEqual(['scheduled', false, 'running', false, 'fulfilled', true]);
  });

  test('has the name it was given, or a number', async () => {
    const run = await finished(async () => {
      const tasks = [createTask(() => log('hello'), { name: 'milk' }), createTask(() => log('hello'))];
      await Promise.all(tasks);
    });
    expect(run.lines.map((line) => line.lane)).toEqual(['milk', 'task 1']);
  });

  test('gives back a value, a promised value, and the value of another task', async () => {
    const run = await finished(() =>
      Promise.all([createTask(() => 1), createTask(async () => 2), createTask(() => createTask(() => 3))]),
    );
    expect(run.value).toEqual([1, 2, 3]);
  });

  test('rejects with what the work threw, synchronously or not', async () => {
    const [first, second] = [new Error('first'), new Error('second')];
    const run = await finished(async () => {
      const throwing = createTask(() => {
        throw first;
      });
      const rejecting = createTask(() => Promise.reject(second));
      const errors = [await failureOf(throwing), await failureOf(rejecting)];
      return [errors[0] === first, errors[1] === second, throwing.state, rejecting.state];
    });
    expect(run.value).toEqual([true, true, 'rejected', 'rejected']);
  });

  test('takes a function: a promise has already started', () => {
    expect(() => createTask(Promise.resolve() as unknown as Work<void>)).toThrow(
      /given a promise, so that work/,
    );
    expect(() => createTask(createTask(() => {}) as unknown as Work<void>)).toThrow(/given a promise/);
    for (const given of [undefined, null, 'milk', 3, true]) {
      const wrong = () => createTask(given as unknown as Work<void>);
      expect(wrong).toThrow(TypeError);
      expect(wrong).toThrow(`it was given ${String(given)}.`);
    }
    expect(() => createTask({ name: 'milk' } as unknown as Work<void>)).toThrow(
      'it was given [object Object].',
    );
  });

  test('keeps the AsyncLocalStorage context of its creator', async () => {
    const storage = new AsyncLocalStorage<string>();
    const run = await finished(async () => {
      const task = storage.run('creator', () =>
        createTask(async () => {
          const before = storage.getStore();
          await sleep(10);
          return [before, storage.getStore()];
        }),
      );
      return storage.run('awaiter', () => task);
    });
    expect(run.value).toEqual(['creator', 'creator']);
  });

  test('is named by whoever waits for it in a deadlock', async () => {
    const run = await runProgram(async () => {
      const inner = createTask(() => new Promise(() => {}), { name: 'inner' });
      await createTask(() => inner, { name: 'outer' });
    });
    expect(run.outcome).toMatchObject({
      kind: 'deadlocked',
      waiting: ['main waits for outer', expect.stringContaining('inner waits'), 'outer waits for inner'],
    });
  });
});

describe('cancelling a task', () => {
  test('that has not started: its work is never called', async () => {
    const run = await finished(async () => {
      const task = createTask(() => log('never'));
      const reason = new Error('changed my mind');
      const asked = task.cancel(reason);
      const seen = [asked, task.state, task.cancel()];
      const error = await failureOf(task);
      await sleep(10);
      return [...seen, error === reason];
    });
    expect(run.value).toEqual([true, 'cancelled', false, true]);
    expect(run.lines).toEqual([]);
  });

  test('that runs: its signal aborts with that very reason, and awaiting it waits for the cleanup', async () => {
    const run = await finished(async () => {
      const reason = { any: 'value' };
      const seen: unknown[] = [];
      const task = createTask(async (signal) => {
        try {
          await sleep(1000, { signal });
        } finally {
          seen.push(signal.reason === reason);
          await sleep(50);
        }
      });
      await sleep(100);
      seen.push(task.cancel(reason), task.state);
      seen.push((await failureOf(task)) === reason, task.state);
      return seen;
    });
    expect(run.value).toEqual([true, 'running', true, true, 'cancelled']);
    expect(run.elapsed).toBe(150);
  });

  test('the first reason wins; without one it is a DOMException named AbortError', async () => {
    const run = await finished(async () => {
      const task = createTask((signal) => sleep(1000, { signal }));
      const early = createTask(() => {});
      early.cancel();
      await sleep(100);
      const asked = [task.cancel('first'), task.cancel('second')];
      const byDefault = createTask((signal) => sleep(1000, { signal }));
      await sleep(100);
      byDefault.cancel();
      const errors = [await failureOf(byDefault), await failureOf(early)];
      const names = errors.map((error) => error instanceof DOMException && error.name);
      return [...asked, await failureOf(task), ...names];
    });
    expect(run.value).toEqual([true, true, 'first', 'AbortError', 'AbortError']);
  });

  test('work that catches it and returns is fulfilled; work that throws something else is rejected', async () => {
    const run = await finished(async () => {
      const returning = createTask((signal) => sleep(1000, { signal }).catch(() => 'as far as I got'));
      const throwing = createTask((signal) =>
        sleep(1000, { signal }).catch(() => {
          throw new Error('cleanup failed');
        }),
      );
      await sleep(100);
      returning.cancel();
      throwing.cancel();
      return [await returning, returning.state, String(await failureOf(throwing)), throwing.state];
    });
    expect(run.value).toEqual(['as far as I got', 'fulfilled', 'Error: cleanup failed', 'rejected']);
  });

  test('an AbortError from elsewhere is a failure, also while the task is being cancelled', async () => {
    const foreign = new DOMException('not yours', 'AbortError');
    const run = await finished(async () => {
      const uncancelled = createTask(() => Promise.reject(foreign));
      const cancelled = createTask((signal) => sleep(1000, { signal }).catch(() => Promise.reject(foreign)));
      await failureOf(uncancelled);
      await sleep(100);
      cancelled.cancel();
      await failureOf(cancelled);
      return [uncancelled.state, cancelled.state];
    });
    expect(run.value).toEqual(['rejected', 'rejected']);
  });

  test("an error with the reason as its cause is that cancellation, as Node's own functions throw it", async () => {
    const run = await finished(async () => {
      const { setTimeout } = await import('node:timers/promises');
      const task = createTask((signal) => setTimeout(1000, undefined, { signal }));
      await sleep(100);
      task.cancel('enough');
      const error = (await failureOf(task)) as Error;
      return [task.state, error.cause];
    });
    expect(run.value).toEqual(['cancelled', 'enough']);
  });

  test('its `signal` option cancels it with the same reason, and is let go when the task ends', async () => {
    const run = await finished(async () => {
      const controller = new AbortController();
      const { signal } = controller;
      const short = createTask(() => sleep(10), { signal });
      const task = createTask((own) => sleep(1000, { signal: own }), { signal });
      await short;
      const during = listeners(signal);
      const other = new AbortController();
      await createTask(() => sleep(10), { signal: other.signal });
      controller.abort('outside');
      const late = createTask(() => log('never'), { signal });
      const left = [listeners(signal), listeners(other.signal)];
      return [during, await failureOf(task), task.state, late.state, await failureOf(late), ...left];
    });
    expect(run.value).toEqual([1, 'outside', 'cancelled', 'cancelled', 'outside', 0, 0]);
    expect(run.lines).toEqual([]);
  });
});

describe('a failure that nobody looked at', () => {
  const fail = () => createTask(() => Promise.reject(new Error('lost')), { name: 'loser' });

  test('is in `unseen` at the end, and never an unhandled rejection', async () => {
    const run = await runProgram(async () => {
      fail();
      await sleep(10);
    });
    expect(run).toMatchObject({ outcome: { kind: 'finished' }, unhandled: [], unseen: [{ task: 'loser' }] });
  });

  const looks: Record<string, (task: ReturnType<typeof fail>) => unknown> = {
    then: (task) => task.then(undefined, () => {}),
    'then, long after': (task) => sleep(10).then(() => task.catch(() => {})),
    catch: (task) => task.catch(() => {}),
    finally: (task) => task.finally(() => {}).catch(() => {}),
    wait: (task) => wait([task]),
    asCompleted: async (task) => {
      for await (const _ of asCompleted([task]));
    },
  };
  test.each(Object.keys(looks))('counts as seen after %s', async (name) => {
    const run = await finished(async () => {
      await looks[name]?.(fail());
      await sleep(10);
    });
    expect(run.unseen).toEqual([]);
  });

  test('still counts when `wait` gave the task back as pending', async () => {
    const run = await runProgram(async () => {
      const task = createTask(() => sleep(10).then(() => Promise.reject(new Error('late'))));
      await wait([task], { timeout: 5 });
      await sleep(10);
    });
    expect(run.unseen).toHaveLength(1);
  });
});

test('the end of main cancels what is alive and waits for its cleanup', async () => {
  const run = await runProgram(async () => {
    createTask(
      async (signal) => {
        try {
          await sleep(1000, { signal });
        } finally {
          await sleep(50);
          log('cleaned up');
        }
      },
      { name: 'shop' },
    );
    await sleep(100);
  });
  expect(said(run)).toEqual(['150 shop: cleaned up']);
  expect(run).toMatchObject({ elapsed: 100, leaks: ['shop'], unseen: [] });
});

test('isCancellation asks for the signal first', () => {
  const controller = new AbortController();
  const reason = new Error('stop');
  expect(isCancellation(reason, controller.signal)).toBe(false);
  controller.abort(reason);
  expect(isCancellation(reason, controller.signal)).toBe(true);
  // Node's own functions wrap the reason in an AbortError; whoever wraps it in an error of their own reports a failure.
  const aborted = Object.assign(new Error('aborted', { cause: reason }), { name: 'AbortError' });
  expect(isCancellation(aborted, controller.signal)).toBe(true);
  expect(isCancellation(new Error('refund failed', { cause: reason }), controller.signal)).toBe(false);
  expect(isCancellation(new DOMException('x', 'AbortError'), controller.signal)).toBe(false);
  expect(isCancellation(undefined, controller.signal)).toBe(false);
});
