// Counts what runs, and resolves by hand.
import { isCancellation } from '#workshop';
import type { Group } from '../../../solutions/07-task-groups.ts';

export function group<T>(body: (group: Group) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const { signal } = controller;
    const errors: unknown[] = [];
    let running = 0;
    let result: T;
    const go = <U>(work: () => Promise<U>, done: (value: U) => void): void => {
      running += 1;
      const end = (): void => {
        running -= 1;
        if (running > 0) return;
        if (errors.length > 0) reject(new AggregateError(errors));
        else resolve(result);
      };
      work().then(
        (value) => {
          done(value);
          end();
        },
        (error: unknown) => {
          if (!isCancellation(error, signal)) {
            errors.push(error);
            controller.abort();
          }
          end();
        },
      );
    };
    go(
      () =>
        body({
          signal,
          start: (child) =>
            go(
              () => child(signal),
              () => {},
            ),
        }),
      (value) => {
        result = value;
      },
    );
  });
}
