// wrong-error: only the first failure is reported
import { isCancellation } from '#workshop';
import type { Group } from '../../../solutions/07-task-groups.ts';

export async function group<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const running = new Set<Promise<void>>();
  let first: { error: unknown } | undefined;
  const failed = (error: unknown) => {
    if (isCancellation(error, signal)) return;
    first ??= { error };
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
  if (first) throw new AggregateError([first.error]);
  return value as T;
}
