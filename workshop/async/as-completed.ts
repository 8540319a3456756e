import type { Task } from './task.ts';
import { distinctTasks, waitsFor } from './wait.ts';
import { Waiter } from './waiter.ts';

/** For `for await`. TypeScript takes the items of its own AsyncIterable for awaited values, and these are tasks. */
export interface Completions<T> {
  next(): Promise<IteratorResult<Task<T>, undefined>>;
  return(): Promise<IteratorResult<Task<T>, undefined>>;
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
export function asCompleted<T>(
  tasks: Iterable<Task<T>>,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Completions<T> {
  // An async generator awaits what it yields, and a task can be awaited: so each one travels in a box.
  const boxes = inOrderOfEnding(distinctTasks(tasks, 'asCompleted(tasks)'), signal);
  const unpack = ({ value, done }: IteratorResult<{ task: Task<T> }, undefined>): IteratorResult<Task<T>, undefined> =>
    done ? { value: undefined, done } : { value: value.task, done: false };
  return {
    next: () => boxes.next().then(unpack),
    return: () => boxes.return(undefined).then(unpack),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* inOrderOfEnding<T>(
  tasks: Set<Task<T>>,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ task: Task<T> }, undefined> {
  const ended = [...tasks].filter((task) => task.done).sort((one, other) => one.endedAs - other.endedAs);
  const pending = [...tasks].filter((task) => !task.done);
  let waiter: Waiter<void> | undefined;
  const arrive = (task: Task<unknown>) => {
    ended.push(task as Task<T>);
    waiter?.resolve();
  };
  for (const task of pending) task.onEnd(arrive);
  try {
    for (let next = 0; next < tasks.size; next += 1) {
      signal?.throwIfAborted();
      if (next === ended.length) {
        waiter = new Waiter<void>(() => waitsFor(pending), signal);
        await waiter.promise;
        waiter = undefined;
      }
      const task = ended[next] as Task<T>;
      task.markSeen();
      yield { task };
    }
  } finally {
    for (const task of pending) task.offEnd(arrive);
  }
  return undefined;
}
