// sequential: buys one item after the other
import { taskGroup } from '#workshop';
import type { Buy, Purchase } from '../../../solutions/07-task-groups.ts';

export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const purchases: Purchase[] = [];
  try {
    await taskGroup(async (group) => {
      for (const item of items) purchases.push(await group.createTask((signal) => buy(item, signal)));
    });
    return purchases;
  } catch (error) {
    await Promise.all(purchases.map((purchase) => purchase.giveBack()));
    throw error;
  }
}
