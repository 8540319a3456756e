// forbidden: createTask itself, with its rejection muted
import { createTask } from '#workshop';

export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  const task = createTask(() => work());
  const promise = new Promise<T>((resolve, reject) => void task.then(resolve, reject));
  promise.catch(() => {});
  return promise;
}
