// sequential: things are given back one after the other
import { taskGroup } from '#workshop';
import type { Buy, Purchase } from '../../../solutions/07-task-groups.ts';

export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const bought: Purchase[] = [];
  try {
    return await taskGroup(async (group) => {
      const tasks = items.map((item) =>
        group.createTask(async (signal) => {
          const purchase = await buy(item, signal);
          bought.push(purchase);
          return purchase;
        }),
      );
      return Promise.all(tasks);
    });
  } catch (error) {
    for (const purchase of bought) await purchase.giveBack();
    throw error;
  }
}
