// not-awaited: waits only for the children that it had when the body ended
import { isCancellation } from '#workshop';
import type { Group } from '../../../solutions/07-task-groups.ts';

export async function group<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const children: Promise<unknown>[] = [];
  const errors: unknown[] = [];
  const failed = (error: unknown) => {
    if (isCancellation(error, signal)) return;
    errors.push(error);
    controller.abort();
  };
  const start = (child: (signal: AbortSignal) => Promise<unknown>) => {
    children.push(child(signal).catch(failed));
  };
  const value = await body({ signal, start }).catch(failed);
  await Promise.all(children);
  if (errors.length > 0) throw new AggregateError(errors);
  return value as T;
}
