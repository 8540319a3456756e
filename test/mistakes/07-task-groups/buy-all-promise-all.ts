// siblings-left-running: Promise.all gives up, and the other purchases go on
import type { Buy, Purchase } from '../../../solutions/07-task-groups.ts';

export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const { signal } = new AbortController();
  const purchases: Purchase[] = [];
  try {
    await Promise.all(items.map(async (item, place) => (purchases[place] = await buy(item, signal))));
    return purchases;
  } catch (error) {
    await Promise.all(purchases.map((purchase) => purchase.giveBack()));
    throw new AggregateError([error]);
  }
}
