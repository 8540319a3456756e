// siblings-left-running: the task has a signal, but the purchase is not given it
import { taskGroup } from '#workshop';
import type { Buy, Purchase } from '../../../solutions/07-task-groups.ts';

export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const purchases: Purchase[] = [];
  const { signal } = new AbortController();
  try {
    await taskGroup((group) => {
      items.forEach((item, place) => {
        group.createTask(async () => {
          purchases[place] = await buy(item, signal);
        });
      });
    });
    return purchases;
  } catch (error) {
    await Promise.all(purchases.map((purchase) => purchase.giveBack()));
    throw error;
  }
}
