import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, test } from 'vitest';
import { AsyncExecutor, createTask, log, now, sleep } from '#workshop';
import { runProgram } from '#run';
import { failureOf, finished, listeners, said } from './program.ts';

describe('an executor', () => {
  test('never runs more than maxRunning, always that many while work waits: 7 × 100 ms on 3 slots take 300 ms', async () => {
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: 3 });
      let running = 0;
      const seen: number[] = [];
      const tasks = [1, 2, 3, 4, 5, 6, 7].map((result) =>
        executor.submit(async () => {
          running += 1;
          seen.push(running);
          await sleep(100);
          running -= 1;
          return result;
        }),
      );
      const counts = [executor.running, executor.waiting];
      return [counts, await Promise.all(tasks), seen];
    });
    expect(run).toMatchObject({
      value: [
        [3, 4],
        [1, 2, 3, 4, 5, 6, 7],
        [1, 2, 3, 3, 3, 3, 3],
      ],
      elapsed: 300,
    });
  });

  test('starts work in the order it came in, and never within submit', async () => {
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      for (const name of ['a', 'b', 'c']) executor.submit(() => log('started'), { name });
      log('submitted');
      await executor.idle();
    });
    expect(said(run)).toEqual(['0 main: submitted', '0 a: started', '0 b: started', '0 c: started']);
  });

  test.each([0, -1, 2.5, NaN, '3', undefined])('maxRunning %s is a RangeError that says so', (maxRunning) => {
    expect(() => new AsyncExecutor({ maxRunning: maxRunning as number })).toThrow(
      `given ${String(maxRunning)}`,
    );
    const executor = new AsyncExecutor({ maxRunning: Infinity });
    expect(() => (executor.maxRunning = maxRunning as number)).toThrow(RangeError);
    expect(executor.maxRunning).toBe(Infinity);
  });

  test('more slots are used at once; with fewer, what runs goes on', async () => {
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      for (const name of ['a', 'b', 'c', 'd']) executor.submit(() => (log('started'), sleep(100)), { name });
      await sleep(50);
      executor.maxRunning = 3;
      const running = executor.running;
      await sleep(10);
      executor.maxRunning = 1;
      await executor.idle();
      return [running, now()];
    });
    expect(said(run)).toEqual(['0 a: started', '50 b: started', '50 c: started', '150 d: started']);
    expect(run.value).toEqual([3, 250]);
  });

  const endings: Record<string, () => unknown> = {
    success: () => 1,
    rejection: () => Promise.reject(new Error('rejected')),
    'a synchronous throw': () => {
      throw new Error('thrown');
    },
    undefined: () => Promise.reject(undefined),
  };
  test.each(Object.keys(endings))('frees the slot after %s, and bothers nobody else', async (how) => {
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      const first = executor.submit(() => endings[how]?.());
      const second = executor.submit(() => 'fine');
      await first.catch(() => {});
      return [await second, executor.running];
    });
    expect(run.value).toEqual(['fine', 0]);
  });

  test('frees the slot of cancelled work only after its cleanup', async () => {
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      const first = executor.submit((signal) => sleep(1000, { signal }).finally(() => sleep(50)));
      executor.submit(() => log('started'), { name: 'second' });
      await sleep(100);
      first.cancel();
      await first.catch(() => {});
      await executor.idle();
    });
    expect(said(run)).toEqual(['150 second: started']);
  });

  test('cancelled waiting work never starts and leaves no hole', async () => {
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      const controller = new AbortController();
      const { signal } = controller;
      executor.submit(() => sleep(100));
      const middle = executor.submit(() => log('never'));
      const bySignal = executor.submit(() => log('never'), { signal });
      executor.submit(() => log('started'), { name: 'last' });
      middle.cancel();
      controller.abort('outside');
      const aborted = executor.submit(() => log('never'), { signal });
      const waiting = executor.waiting;
      await failureOf(middle);
      await executor.idle();
      const errors = [await failureOf(bySignal), await failureOf(aborted)];
      return [waiting, ...errors, middle.state, executor.running, executor.waiting, listeners(signal)];
    });
    expect(run.value).toEqual([1, 'outside', 'outside', 'cancelled', 0, 0, 0]);
    expect(said(run)).toEqual(['100 last: started']);
  });

  test('work cancelled between its slot and its start gives the slot on', async () => {
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      const first = executor.submit(() => log('never'));
      executor.submit(() => log('started'), { name: 'second' });
      first.cancel();
      await executor.idle();
      return failureOf(first).then(() => first.state);
    });
    expect(run.value).toBe('cancelled');
    expect(said(run)).toEqual(['0 second: started']);
  });

  test('runs work that itself starts a task, and frees the slot when that has ended', async () => {
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      const first = executor.submit(() => createTask(() => sleep(100).then(() => 'inner')));
      const second = executor.submit(() => now());
      return [await first, await second];
    });
    expect(run.value).toEqual(['inner', 100]);
  });

  test('runs waiting work in the AsyncLocalStorage context of its own submit', async () => {
    const storage = new AsyncLocalStorage<string>();
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      const submit = (context: string) =>
        storage.run(context, () => executor.submit(() => sleep(10).then(() => storage.getStore())));
      return Promise.all(['first', 'second', 'third'].map(submit));
    });
    expect(run.value).toEqual(['first', 'second', 'third']);
  });

  test('a failure that nobody looked at is unseen', async () => {
    const run = await runProgram(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      executor.submit(() => Promise.reject(new Error('lost')), { name: 'download' });
      await executor.idle();
    });
    expect(run).toMatchObject({
      outcome: { kind: 'finished' },
      unhandled: [],
      unseen: [{ task: 'download' }],
    });
  });
});

describe('idle and shutdown', () => {
  test('idle on a fresh executor returns at once, and its signal ends the waiting only', async () => {
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      await executor.idle();
      const fresh = now();
      executor.submit(() => sleep(100));
      const controller = new AbortController();
      const waiting = failureOf(executor.idle({ signal: controller.signal }));
      controller.abort('enough');
      const seen = [fresh, await waiting, listeners(controller.signal)];
      await executor.idle();
      return [...seen, now()];
    });
    expect(run.value).toEqual([0, 'enough', 0, 100]);
  });

  test('a signal that has aborted already waits for nothing, and that of shutdown ends its waiting', async () => {
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      const aborted = { signal: AbortSignal.abort('enough') };
      const seen = [await failureOf(executor.idle(aborted))];
      executor.submit(() => sleep(100));
      seen.push(await failureOf(executor.idle(aborted)), await failureOf(executor.shutdown(aborted)), now());
      const controller = new AbortController();
      const waiting = failureOf(executor.shutdown({ signal: controller.signal }));
      controller.abort('no longer');
      seen.push(await waiting, now());
      await executor.idle();
      return [...seen, now()];
    });
    expect(run.value).toEqual(['enough', 'enough', 'enough', 0, 'no longer', 0, 100]);
  });

  test('work that waits for a slot says so, and that it can be cancelled', async () => {
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      executor.submit(() => sleep(100), { name: 'first' });
      await executor.submit(() => {}, { name: 'second' });
    });
    const second = run.tasks.find(({ name }) => name === 'second');
    expect(second?.waits).toMatchObject([
      { kind: 'slot', what: 'for a slot', hasSignal: true, from: 0, to: 100 },
    ]);
  });

  test('shutdown waits for running and waiting work; submit throws from then on', async () => {
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      const tasks = [1, 2].map((result) => executor.submit(() => sleep(100).then(() => result)));
      const closed = executor.shutdown();
      expect(() => executor.submit(() => log('never'))).toThrow(/shut down/);
      await closed;
      return [now(), ...(await Promise.all(tasks))];
    });
    expect(run.value).toEqual([200, 1, 2]);
    expect(run.lines).toEqual([]);
  });

  test('with cancelWaiting it waits only for what runs, and leaves no promise pending', async () => {
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      const running = executor.submit(() => sleep(100).then(() => 'done'));
      const waiting = [1, 2, 3].map(() => executor.submit(() => log('never')));
      await sleep(10);
      const patient = executor.shutdown();
      await executor.shutdown({ cancelWaiting: true });
      expect(running.done).toBe(true);
      await patient;
      const errors = await Promise.all(waiting.map(failureOf));
      return [
        now(),
        await running,
        ...errors.map((error) => (error as Error).name),
        ...waiting.map(({ state }) => state),
      ];
    });
    expect(run.value).toEqual([
      100,
      'done',
      ...['AbortError', 'AbortError', 'AbortError'],
      ...['cancelled', 'cancelled', 'cancelled'],
    ]);
    expect(run.lines).toEqual([]);
  });

  test('in a deadlock they are named', async () => {
    const run = await runProgram(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      executor.submit(() => new Promise(() => {}), { name: 'stuck' });
      await executor.idle();
    });
    expect(run.outcome).toMatchObject({ waiting: ['main waits in executor.idle()', expect.any(String)] });
  });
});
