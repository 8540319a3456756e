// The entry becomes a task with a done callback; schedule awaits something settled inside an async function.
import { createTask } from '#workshop';

export async function placeOrder(
  charge: () => Promise<string>,
  writeEntry: (receipt: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<string> {
  const receipt = await charge();
  const entry = createTask(() => writeEntry(receipt), { name: 'entry' });
  void entry.then(undefined, report);
  return receipt;
}

export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  const start = async () => {
    await null;
    return work();
  };
  const result = start();
  result.catch(() => {});
  return result;
}
