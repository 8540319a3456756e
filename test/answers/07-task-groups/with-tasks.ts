// buyAll gives back what each task of the group has bought; group is made of tasks, which know whether they were cancelled.
import { createTask, taskGroup, type Task } from '#workshop';
import type { Buy, Group, Purchase } from '../../../solutions/07-task-groups.ts';

export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const tasks: Task<Purchase>[] = [];
  try {
    return await taskGroup(async (group) => {
      for (const item of items) tasks.push(group.createTask((signal) => buy(item, signal), { name: item }));
      return Promise.all(tasks);
    });
  } catch (error) {
    const bought = tasks.filter((task) => task.state === 'fulfilled');
    await taskGroup(async (group) => {
      for (const task of bought) group.createTask(async () => (await task).giveBack());
    });
    throw error;
  }
}

export async function group<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const open: Task<unknown>[] = [];
  const errors: unknown[] = [];
  const start = (work: (signal: AbortSignal) => Promise<unknown>) => {
    const task = createTask(work, { signal: controller.signal });
    open.push(task);
    task.catch((error) => {
      if (task.state === 'cancelled') return;
      errors.push(error);
      controller.abort();
    });
    return task;
  };
  const main = start(() => body({ signal: controller.signal, start }));
  for (let task = open.shift(); task; task = open.shift()) await task.catch(() => {});
  if (errors.length > 0) throw new AggregateError(errors);
  return (await main) as T;
}
