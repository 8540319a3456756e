// siblings-left-running: when the body fails, the children run on
import { isCancellation } from '#workshop';
import type { Group } from '../../../solutions/07-task-groups.ts';

export async function group<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const running = new Set<Promise<void>>();
  const errors: unknown[] = [];
  const start = (child: (signal: AbortSignal) => Promise<unknown>) => {
    const ended: Promise<void> = child(signal)
      .then(
        () => {},
        (error: unknown) => {
          if (isCancellation(error, signal)) return;
          errors.push(error);
          controller.abort();
        },
      )
      .then(() => void running.delete(ended));
    running.add(ended);
  };
  let value: T;
  try {
    value = await body({ signal, start });
  } catch (error) {
    throw new AggregateError(isCancellation(error, signal) ? errors : [...errors, error]);
  }
  while (running.size > 0) await Promise.all(running);
  if (errors.length > 0) throw new AggregateError(errors);
  return value;
}
