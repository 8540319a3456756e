// swallowed-error: a failure becomes an empty list
import { taskGroup } from '#workshop';
import type { Buy, Purchase } from '../../../solutions/07-task-groups.ts';

export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const purchases: Purchase[] = [];
  try {
    await taskGroup((group) => {
      items.forEach((item, place) => {
        group.createTask(async (signal) => {
          purchases[place] = await buy(item, signal);
        });
      });
    });
    return purchases;
  } catch {
    await Promise.all(purchases.map((purchase) => purchase.giveBack()));
    return [];
  }
}
