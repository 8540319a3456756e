// lost-result-order: the purchases come in the order in which they were made
import { taskGroup } from '#workshop';
import type { Buy, Purchase } from '../../../solutions/07-task-groups.ts';

export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const purchases: Purchase[] = [];
  try {
    await taskGroup((group) => {
      for (const item of items)
        group.createTask(async (signal) => void purchases.push(await buy(item, signal)));
    });
    return purchases;
  } catch (error) {
    await Promise.all(purchases.map((purchase) => purchase.giveBack()));
    throw error;
  }
}
