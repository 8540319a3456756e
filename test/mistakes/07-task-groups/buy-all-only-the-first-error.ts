// wrong-error: takes the failure out of its AggregateError
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
  } catch (error) {
    await Promise.all(purchases.map((purchase) => purchase.giveBack()));
    throw error instanceof AggregateError ? error.errors[0] : error;
  }
}
