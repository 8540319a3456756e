// unfinished: nothing is given back
import { taskGroup } from '#workshop';
import type { Buy, Purchase } from '../../../solutions/07-task-groups.ts';

export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  return taskGroup(async (group) => {
    const tasks = items.map((item) => group.createTask((signal) => buy(item, signal)));
    return Promise.all(tasks);
  });
}
