// lost-item: purchases are kept by the name of the item
import { taskGroup } from '#workshop';
import type { Purchase, Buy } from '../../../solutions/07-task-groups.ts';

export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const bought = new Map<string, Purchase>();
  try {
    await taskGroup((group) => {
      for (const item of items)
        group.createTask(async (signal) => void bought.set(item, await buy(item, signal)));
    });
    return items.map((item) => bought.get(item)!);
  } catch (error) {
    await Promise.all([...bought.values()].map((purchase) => purchase.giveBack()));
    throw error;
  }
}
