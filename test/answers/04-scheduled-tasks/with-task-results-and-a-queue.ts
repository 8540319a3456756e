// The tasks tell when they arrived, and the times are sorted; schedule keeps a queue of its own that one microtask empties.
import { createTask, now } from '#workshop';

export async function raceToTheMilk(
  ada: () => Promise<void>,
  grace: () => Promise<void>,
  go: () => void,
): Promise<string[]> {
  const tasks = Object.entries({ Ada: ada, Grace: grace }).map(([name, run]) =>
    createTask(async () => {
      const failed = await run().then(
        () => false,
        () => true,
      );
      return { name, failed, at: now() };
    }),
  );
  go();
  const arrivals = [];
  for (const task of tasks) arrivals.push(await task);
  return arrivals
    .filter(({ failed }) => !failed)
    .sort((one, other) => one.at - other.at)
    .map(({ name }) => name);
}

const queue: (() => void)[] = [];

export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  const result = new Promise<T>((resolve, reject) => {
    if (queue.length === 0) queueMicrotask(() => queue.splice(0).forEach((start) => start()));
    queue.push(() => {
      const started = (async () => work())();
      started.then(resolve, reject);
    });
  });
  result.catch(() => {});
  return result;
}
