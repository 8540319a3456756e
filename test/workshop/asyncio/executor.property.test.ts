import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AsyncExecutor, sleep, type Task } from '#workshop';
import { finished } from './program.ts';
import { holdsFor } from './property.ts';

const job = fc.record({
  /** Pause before it is submitted. */
  after: fc.constantFrom(0, 0, 0, 1, 7),
  takes: fc.integer({ min: 0, max: 30 }),
  ends: fc.constantFrom('well', 'badly', 'badly at once', 'with a slow cleanup'),
  /** Pause, after it was submitted, before it is cancelled. */
  cancelledAfter: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined, freq: 2 }),
  /** Set when it is submitted. */
  slots: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 5 }),
});

test('an executor is never over its limit, never idle while work waits, fair, and runs each work at most once', async () => {
  const program = fc.record({
    slots: fc.integer({ min: 1, max: 4 }),
    jobs: fc.array(job, { maxLength: 14 }),
  });
  await holdsFor(program, async ({ slots, jobs }) => {
    const run = await finished(async () => {
      const executor = new AsyncExecutor({ maxRunning: slots });
      const started: number[] = [];
      const tasks: Task<number>[] = [];
      let running = 0;
      let most = slots;
      const wrong: string[] = [];
      const look = () => {
        if (running > most || executor.running > most) wrong.push(`${running} run, ${most} may`);
        if (running > executor.running) wrong.push(`${running} run, it counts ${executor.running}`);
        if (executor.waiting > 0 && executor.running < executor.maxRunning)
          wrong.push('a slot is free, and work waits');
      };
      const cancellations: Promise<void>[] = [];
      for (const [index, { after, takes, ends, cancelledAfter, slots: newSlots }] of jobs.entries()) {
        if (after > 0) await sleep(after);
        if (newSlots !== undefined) {
          executor.maxRunning = newSlots;
          // Work that runs already is not taken away.
          most = Math.max(newSlots, executor.running);
        }
        const task = executor.submit((signal) => {
          started.push(index);
          running += 1;
          look();
          const leave = () => {
            look();
            running -= 1;
            most = Math.max(executor.maxRunning, executor.running - 1);
          };
          if (ends === 'badly at once') {
            leave();
            throw new Error('at once');
          }
          return sleep(takes, { signal })
            .finally(() => (ends === 'with a slow cleanup' ? sleep(25) : undefined))
            .then(() => (ends === 'badly' ? Promise.reject(new Error('badly')) : index))
            .finally(leave);
        });
        task.catch(() => {});
        tasks.push(task);
        look();
        if (cancelledAfter !== undefined) {
          const cancel = async () => {
            if (cancelledAfter > 0) await sleep(cancelledAfter);
            task.cancel();
            look();
          };
          cancellations.push(cancel());
        }
      }
      await executor.idle();
      await Promise.all(cancellations);
      expect(wrong).toEqual([]);
      expect(started).toEqual([...started].sort((a, b) => a - b));
      expect(new Set(started).size).toBe(started.length);
      expect([executor.running, executor.waiting, running]).toEqual([0, 0, 0]);
      for (const [index, task] of tasks.entries()) {
        expect(task.done).toBe(true);
        if (!started.includes(index)) expect(task.state).toBe('cancelled');
        if (task.state === 'fulfilled') expect(await task).toBe(index);
      }
    });
    expect(run.unseen).toEqual([]);
  });
});
