// not-awaited: tells the others to stop, and does not wait until they have
import type { Group } from '../../../solutions/07-task-groups.ts';

export async function group<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const children: Promise<unknown>[] = [];
  try {
    const value = await body({ signal, start: (child) => void children.push(child(signal)) });
    await Promise.all(children);
    return value;
  } catch (error) {
    controller.abort();
    throw new AggregateError([error]);
  }
}
