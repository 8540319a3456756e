// not-awaited: what is kept to be given back is a promise, not a purchase
import { taskGroup } from '#workshop';
import type { Buy, Purchase } from '../../../solutions/07-task-groups.ts';

export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const bought: Purchase[] = [];
  try {
    return await taskGroup((group) => {
      const tasks = items.map((item) =>
        group.createTask(async (signal) => {
          const purchase = buy(item, signal) as unknown as Purchase;
          bought.push(purchase);
          return purchase;
        }),
      );
      return Promise.all(tasks);
    });
  } catch (error) {
    await Promise.all(bought.map((purchase) => purchase.giveBack()));
    throw error;
  }
}
