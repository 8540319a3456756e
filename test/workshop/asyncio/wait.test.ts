import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, test } from 'vitest';
import { asCompleted, createTask, now, sleep, Task, wait, type Work } from '#workshop';
import { runProgram } from '#run';
import { Job } from '../../../workshop/runtime/job.ts';
import { failureOf, finished, listeners } from './program.ts';

const sleeper = (ms: number) => createTask((signal) => sleep(ms, { signal }), { name: `${ms}` });
const failing = (ms: number) =>
  createTask(() => sleep(ms).then(() => Promise.reject(new Error('failed'))), { name: `failing ${ms}` });
const names = ({ done, pending }: { done: Task[]; pending: Task[] }) => [
  done.map(({ name }) => name),
  pending.map(({ name }) => name),
];

describe('wait', () => {
  test('by default for all, whatever becomes of them, in the given order', async () => {
    const run = await finished(async () => names(await wait([sleeper(200), failing(100), sleeper(50)])));
    expect(run).toMatchObject({ value: [['200', 'failing 100', '50'], []], elapsed: 200, unseen: [] });
  });

  test('first-completed: for the first, also when it failed; the others go on', async () => {
    const run = await finished(async () => {
      const tasks = [sleeper(200), failing(100), sleeper(300)];
      const result = names(await wait(tasks, { until: 'first-completed' }));
      const at = now();
      await wait(tasks);
      return [...result, at, now()];
    });
    expect(run.value).toEqual([['failing 100'], ['200', '300'], 100, 300]);
  });

  test('counts everything that has finished when it goes on', async () => {
    const run = await finished(async () => {
      const a = sleeper(100);
      const b = createTask(() => a);
      const c = sleeper(300);
      const { done } = await wait([c, a, b], { until: 'first-completed' });
      const pair = [createTask(() => {}), createTask(() => {})];
      const both = await wait(pair, { until: 'first-completed' });
      await wait([c]);
      return [done.includes(a), both.done.length];
    });
    expect(run.value).toEqual([true, 2]);
  });

  test('first-failed: ignores success and cancellation, and ends when all have ended', async () => {
    const run = await finished(async () => {
      const tasks = [sleeper(50), sleeper(1000), failing(200), sleeper(300)];
      createTask(() => sleep(100).then(() => tasks[1]?.cancel()));
      const result = names(await wait(tasks, { until: 'first-failed' }));
      const at = now();
      await wait(tasks);
      const none = await wait([tasks[0] as Task<void>, tasks[1] as Task<void>], { until: 'first-failed' });
      return [...result, at, none.pending.length];
    });
    expect(run.value).toEqual([['50', '1000', 'failing 200'], ['300'], 200, 0]);
  });

  test('returns at once for what has happened already', async () => {
    const run = await finished(async () => {
      const tasks = [sleeper(10), failing(20), sleeper(1000)];
      await sleep(100);
      await wait(tasks, { until: 'first-completed' });
      await wait(tasks, { until: 'first-failed' });
      await wait(tasks.slice(0, 2));
      const at = now();
      tasks[2]?.cancel();
      await wait(tasks);
      return at;
    });
    expect(run.value).toBe(100);
  });

  test('no longer than the timeout, which leaves no timer; 0 only looks', async () => {
    const run = await finished(async () => {
      const task = sleeper(200);
      const looked = names(await wait([task], { timeout: 0 }));
      const timed = names(await wait([task], { timeout: 50 }));
      const at = now();
      await wait([task], { timeout: 1000 });
      return [looked, timed, at, now()];
    });
    expect(run.value).toEqual([[[], ['200']], [[], ['200']], 50, 200]);
  });

  test('its signal ends the waiting and cancels nothing', async () => {
    const run = await finished(async () => {
      const controller = new AbortController();
      const task = sleeper(200);
      const waiting = failureOf(wait([task], { signal: controller.signal, timeout: 1000 }));
      await sleep(50);
      controller.abort('enough');
      const seen = [await waiting, task.state, listeners(controller.signal)];
      seen.push(await failureOf(wait([task], { signal: controller.signal })));
      await task;
      return seen;
    });
    expect(run).toMatchObject({ value: ['enough', 'running', 0, 'enough'], elapsed: 200 });
  });

  test('counts a task that is given twice once', async () => {
    const run = await finished(async () => {
      const task = sleeper(10);
      return names(await wait([task, task]));
    });
    expect(run.value).toEqual([['10'], []]);
  });

  test.each([
    ['no task', () => wait([]), RangeError],
    ['a promise', () => wait([Promise.resolve() as never]), TypeError],
    ['no list', () => wait(undefined as never), TypeError],
    ['a wrong until', () => wait([createTask(() => {})], { until: 'any' as never }), RangeError],
    ['a wrong timeout', () => wait([createTask(() => {})], { timeout: -1 }), RangeError],
  ])('rejects for %s', async (_, call, kind) => {
    const run = await finished(async () => (await failureOf(call())) instanceof kind);
    expect(run.value).toBe(true);
  });

  test('leaves no callback behind, whichever way it ends', async () => {
    const run = await finished(async () => {
      const { onEnd, offEnd } = Job.prototype;
      let registered = 0;
      Object.assign(Job.prototype, {
        onEnd(this: Job, callback: () => void) {
          registered += 1;
          onEnd.call(this, callback);
        },
        offEnd(this: Job, callback: () => void) {
          registered -= 1;
          offEnd.call(this, callback);
        },
      });
      try {
        const tasks = [sleeper(1000), sleeper(2000)];
        const controller = new AbortController();
        const waits = [wait(tasks, { timeout: 5 }), failureOf(wait(tasks, { signal: controller.signal }))];
        controller.abort();
        await Promise.all(waits);
        await wait(tasks, { until: 'first-completed' });
        for await (const _ of asCompleted(tasks)) break;
        const left = registered;
        tasks[1]?.cancel();
        await wait(tasks);
        return left;
      } finally {
        Object.assign(Job.prototype, { onEnd, offEnd });
      }
    });
    expect(run.value).toBe(0);
  });

  test('says in a deadlock which tasks it waits for', async () => {
    const run = await runProgram(async () => {
      await wait(['a', 'b'].map((name) => createTask(() => new Promise(() => {}), { name })));
    });
    expect((run.outcome as { waiting: string[] }).waiting[0]).toBe('main waits for a and b');
  });

  test('of many it names the ten first that have not ended, and counts the others', async () => {
    const stuck = (_: unknown, i: number) => createTask(() => new Promise(() => {}), { name: `t${i}` });
    const run = await runProgram(async () => {
      const ended = createTask(() => {}, { name: 'ended' });
      await wait([ended, ...Array.from({ length: 12 }, stuck)]);
    });
    expect((run.outcome as { waiting: string[] }).waiting[0]).toBe(
      'main waits for t0 and t1 and t2 and t3 and t4 and t5 and t6 and t7 and t8 and t9 and 2 more',
    );
  });
});

describe('asCompleted', () => {
  test('yields each task once, in the order in which they end, failed and cancelled ones too', async () => {
    const run = await finished(async () => {
      const tasks = [sleeper(300), failing(100), sleeper(200), sleeper(1000)];
      createTask(() => sleep(250).then(() => tasks[3]?.cancel()));
      const seen: string[] = [];
      for await (const task of asCompleted([...tasks, ...tasks]))
        seen.push(`${task.name} ${task.state} ${now()}`);
      return seen;
    });
    expect(run.value).toEqual([
      'failing 100 rejected 100',
      '200 fulfilled 200',
      '1000 cancelled 250',
      '300 fulfilled 300',
    ]);
    expect(run.unseen).toEqual([]);
  });

  test('keeps that order for tasks that had ended before, and while the body is slow', async () => {
    const run = await finished(async () => {
      const tasks = [sleeper(400), sleeper(30), sleeper(10), sleeper(20), sleeper(110), sleeper(105)];
      await sleep(100);
      const seen: string[] = [];
      for await (const task of asCompleted(tasks)) {
        seen.push(task.name);
        await sleep(20);
      }
      return [...seen, now()];
    });
    expect(run.value).toEqual(['10', '20', '30', '105', '110', '400', 420]);
  });

  test('says in a deadlock which tasks are left', async () => {
    const run = await runProgram(async () => {
      const ended = createTask(() => {}, { name: 'ended' });
      const early = createTask(() => {}, { name: 'early' });
      await early;
      const stuck = createTask(() => new Promise(() => {}), { name: 'stuck' });
      for await (const _ of asCompleted([early, ended, stuck]));
    });
    expect((run.outcome as { waiting: string[] }).waiting[0]).toBe('main waits for stuck');
  });

  test('of no task ends at once', async () => {
    const run = await finished(async () => {
      for await (const _ of asCompleted([])) throw new Error('there is none');
    });
    expect(run.elapsed).toBe(0);
  });

  test('its signal ends the loop, cancels nothing and leaves no listener', async () => {
    const run = await finished(async () => {
      const controller = new AbortController();
      const { signal } = controller;
      const tasks = [sleeper(10), sleeper(200)];
      const seen: unknown[] = [];
      createTask(() => sleep(50).then(() => controller.abort('enough')));
      try {
        for await (const task of asCompleted(tasks, { signal })) seen.push(task.name);
      } catch (error) {
        seen.push(error, now(), listeners(signal));
      }
      await wait(tasks);
      return [...seen, tasks[1]?.state];
    });
    expect(run.value).toEqual(['10', 'enough', 50, 0, 'fulfilled']);
  });

  test('takes calls of next() that do not wait for each other', async () => {
    const run = await finished(async () => {
      const iterator = asCompleted([sleeper(20), sleeper(10)])[Symbol.asyncIterator]();
      const results = await Promise.all([iterator.next(), iterator.next(), iterator.next()]);
      return results.map(({ value, done }) => (done ? 'done' : value?.name));
    });
    expect(run.value).toEqual(['10', '20', 'done']);
  });

  test('refuses what is not a task, at once', () => {
    expect(() => asCompleted([Promise.resolve() as never])).toThrow(TypeError);
    expect(() => asCompleted((() => {}) as unknown as Task[])).toThrow(/list of tasks/);
  });

  test('keeps the AsyncLocalStorage context of the loop', async () => {
    const storage = new AsyncLocalStorage<string>();
    const work: Work<void> = () => storage.run('task', () => sleep(10));
    const run = await finished(() =>
      storage.run('loop', async () => {
        for await (const _ of asCompleted([createTask(work)]));
        await wait([createTask(work)]);
        return storage.getStore();
      }),
    );
    expect(run.value).toBe('loop');
  });
});
