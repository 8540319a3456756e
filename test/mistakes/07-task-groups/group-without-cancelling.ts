// siblings-left-running: waits for all the children, but asks none of them to stop
import type { Group } from '../../../solutions/07-task-groups.ts';

export async function group<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const { signal } = new AbortController();
  const children: Promise<unknown>[] = [];
  const value = await body({ signal, start: (child) => void children.push(child(signal)) });
  const results = await Promise.allSettled(children);
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  if (errors.length > 0) throw new AggregateError(errors);
  return value;
}
