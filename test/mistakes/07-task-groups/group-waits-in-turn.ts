// siblings-left-running: looks at the children one after the other, and sees a failure only when its turn comes
import type { Group } from '../../../solutions/07-task-groups.ts';

export async function group<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const children: Promise<unknown>[] = [];
  const errors: unknown[] = [];
  const start = (child: (signal: AbortSignal) => Promise<unknown>) => {
    const running = child(signal);
    running.catch(() => {});
    children.push(running);
  };
  const value = await body({ signal, start });
  for (const child of children) {
    try {
      await child;
    } catch (error) {
      if (error !== signal.reason) errors.push(error);
      controller.abort();
    }
  }
  if (errors.length > 0) throw new AggregateError(errors);
  return value;
}
