// not-awaited: begins to give back, and does not wait for it
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
  } catch (error) {
    purchases.forEach(async (purchase) => purchase.giveBack());
    throw error;
  }
  return purchases;
}
