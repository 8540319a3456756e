// first-for-all: Promise.any ends with the first purchase, and gives that alone
import { taskGroup } from '#workshop';
import type { Buy, Purchase } from '../../../solutions/07-task-groups.ts';

export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const bought: Purchase[] = [];
  try {
    return await taskGroup((group) => {
      const tasks = items.map((item) =>
        group.createTask(async (signal) => {
          const purchase = await buy(item, signal);
          bought.push(purchase);
          return purchase;
        }),
      );
      return Promise.any(tasks) as unknown as Promise<Purchase[]>;
    });
  } catch (error) {
    await Promise.all(bought.map((purchase) => purchase.giveBack()));
    throw error;
  }
}
