import type { Job } from '../runtime/job.ts';
import { Waiter } from '../runtime/waiter.ts';
import { checkDelay } from './delay.ts';
import { jobOf, Task } from './task.ts';

export interface WaitOptions {
  /** What to wait for: `all-completed` (the default), `first-completed`, or `first-failed`. */
  until?: 'first-completed' | 'first-failed' | 'all-completed' | undefined;
  /** Waits no longer than this, in milliseconds; Infinity, which is the default, for as long as it takes. */
  timeout?: number | undefined;
  /** Ends the waiting when it aborts; the call rejects with the signal's reason. The tasks go on. */
  signal?: AbortSignal | undefined;
}

/**
 * Waits until some or all of the tasks have ended. It throws no task's error and cancels nothing: look at the tasks.
 *
 * @param tasks at least one; none is an error
 * @returns the tasks that have ended and those that have not, both in the given order
 *
 * @example
 * const { done, pending } = await wait(stations, { until: 'first-completed' });
 */
export async function wait<Each extends Task<unknown>>(
  tasks: Iterable<Each>,
  { until = 'all-completed', timeout = Infinity, signal }: WaitOptions = {},
): Promise<{ done: Each[]; pending: Each[] }> {
  const all = distinctTasks(tasks, 'wait(tasks)');
  if (all.size === 0) throw new RangeError('wait(tasks) needs at least one task; it was given none.');
  checkDelay(timeout, 'wait(tasks, { timeout })', { orInfinity: true });
  if (!Object.hasOwn(conditions, until)) {
    const known = Object.keys(conditions).join(', ');
    throw new RangeError(`wait(tasks, { until }) takes one of ${known}; it was given ${String(until)}.`);
  }
  signal?.throwIfAborted();

  await untilEnough([...all].map(jobOf), conditions[until], timeout, signal);
  const done: Each[] = [];
  const pending: Each[] = [];
  for (const task of all) {
    if (task.done) {
      jobOf(task).markSeen();
      done.push(task);
    } else {
      pending.push(task);
    }
  }
  return { done, pending };
}

const conditions = {
  'all-completed': () => false,
  'first-completed': () => true,
  'first-failed': (job: Job<unknown>) => job.state === 'rejected',
};

/** Returns once `isEnough` holds for an ended job, all have ended, or the time is up; leaves no callback behind. */
async function untilEnough(
  jobs: Job<unknown>[],
  isEnough: (job: Job<unknown>) => boolean,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  let left = 0;
  for (const job of jobs) {
    if (!job.done) left += 1;
    else if (isEnough(job)) return;
  }
  if (left === 0 || timeout === 0) return;
  const waiter = new Waiter<void>('tasks', () => waitsFor(jobs), signal);
  const look = (job: Job<unknown>) => {
    left -= 1;
    if (left === 0 || isEnough(job)) waiter.resolve();
  };
  for (const job of jobs) job.onEnd(look);
  const timer = timeout === Infinity ? undefined : setTimeout(() => waiter.resolve(), timeout);
  try {
    await waiter.promise;
  } finally {
    clearTimeout(timer);
    for (const job of jobs) job.offEnd(look);
  }
}

/** The tasks without repetition, in the given order. */
export function distinctTasks<Each extends Task<unknown>>(tasks: Iterable<Each>, call: string): Set<Each> {
  if (typeof (tasks as Iterable<unknown> | undefined)?.[Symbol.iterator] !== 'function') {
    throw new TypeError(`${call} takes a list of tasks; it was given ${String(tasks)}.`);
  }
  const all = new Set(tasks);
  for (const task of all) {
    if (!(task instanceof Task)) {
      throw new TypeError(`${call} takes tasks, as createTask() makes them; it was given ${String(task)}.`);
    }
  }
  return all;
}

/** For a deadlock report: `for shop 1 and shop 2`. */
export function waitsFor(jobs: Iterable<Job<unknown>>): string {
  const names = [...jobs].filter((job) => !job.done).map((job) => job.name);
  const shown = names.slice(0, 10);
  if (names.length > shown.length) shown.push(`${names.length - shown.length} more`);
  return `for ${shown.join(' and ')}`;
}
