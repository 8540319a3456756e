import type { Job } from '../runtime/job.ts';
import { Waiter } from '../runtime/waiter.ts';
import { jobOf, type Task } from './task.ts';
import { distinctTasks, waitsFor } from './wait.ts';

/** For `for await`. TypeScript takes the items of its own AsyncIterable for awaited values, and these are tasks. */
export interface Completions<Each> {
  next(): Promise<IteratorResult<Each, undefined>>;
  return(): Promise<IteratorResult<Each, undefined>>;
  [Symbol.asyncIterator](): this;
}

/**
 * The tasks one after the other as they end, each once, whether they succeed, fail or are cancelled: look at the task.
 * Leaving the loop cancels nothing.
 *
 * @param tasks any number of tasks; anything else throws a TypeError
 * @param options.signal ends the waiting when it aborts: the loop throws the signal's reason
 *
 * @example
 * for await (const task of asCompleted(downloads)) log(`${task.name}: ${task.state}`);
 */
export function asCompleted<Each extends Task<unknown>>(
  tasks: Iterable<Each>,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Completions<Each> {
  // An async generator awaits what it yields, and a task can be awaited: so each one travels in a box.
  const boxes = inOrderOfEnding(distinctTasks(tasks, 'asCompleted(tasks)'), signal);
  const unpack = ({
    value,
    done,
  }: IteratorResult<{ task: Each }, undefined>): IteratorResult<Each, undefined> =>
    done ? { value: undefined, done } : { value: value.task, done: false };
  return {
    next: () => boxes.next().then(unpack),
    return: () => boxes.return(undefined).then(unpack),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* inOrderOfEnding<Each extends Task<unknown>>(
  tasks: Set<Each>,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ task: Each }, undefined> {
  const byJob = new Map([...tasks].map((task) => [jobOf(task) as Job<unknown>, task]));
  const ended = [...byJob.keys()].filter((job) => job.done).sort((one, other) => one.endedAs - other.endedAs);
  const pending = [...byJob.keys()].filter((job) => !job.done);
  let waiter: Waiter<void> | undefined;
  const arrive = (job: Job<unknown>) => {
    ended.push(job);
    waiter?.resolve();
  };
  for (const job of pending) job.onEnd(arrive);
  try {
    for (let next = 0; next < tasks.size; next += 1) {
      signal?.throwIfAborted();
      if (next === ended.length) {
        waiter = new Waiter<void>('tasks', () => waitsFor(pending), signal);
        await waiter.promise;
        waiter = undefined;
      }
      const job = ended[next] as Job<unknown>;
      job.markSeen();
      yield { task: byJob.get(job) as Each };
    }
  } finally {
    for (const job of pending) job.offEnd(arrive);
  }
  return undefined;
}
