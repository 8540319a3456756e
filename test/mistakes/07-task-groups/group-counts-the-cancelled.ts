// wrong-error: children that stopped as they were asked to are reported as failures
import type { Group } from '../../../solutions/07-task-groups.ts';

export async function group<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const running = new Set<Promise<void>>();
  const errors: unknown[] = [];
  const failed = (error: unknown) => {
    errors.push(error);
    controller.abort();
  };
  const start = (child: (signal: AbortSignal) => Promise<unknown>) => {
    const ended: Promise<void> = child(signal)
      .then(() => {}, failed)
      .then(() => void running.delete(ended));
    running.add(ended);
  };
  const value = await body({ signal, start }).catch(failed);
  while (running.size > 0) await Promise.all(running);
  if (errors.length > 0) throw new AggregateError(errors);
  return value as T;
}
