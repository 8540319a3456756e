// not-awaited: gives back what has been bought so far; what is bought after that is kept
import type { Purchase, Buy } from '../../../solutions/07-task-groups.ts';
export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const controller = new AbortController();
  const bought: Purchase[] = [];
  try {
    return await Promise.all(
      items.map(async (item) => {
        const purchase = await buy(item, controller.signal);
        bought.push(purchase);
        return purchase;
      }),
    );
  } catch (error) {
    controller.abort();
    await Promise.all(bought.map((purchase) => purchase.giveBack()));
    throw new AggregateError([error]);
  }
}
