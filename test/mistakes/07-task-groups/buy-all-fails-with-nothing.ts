// unwanted-error: rejects whether or not something has failed
import type { Buy, Purchase } from '../../../solutions/07-task-groups.ts';

export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const controller = new AbortController();
  const failures: unknown[] = [];
  const tries = items.map((item) =>
    buy(item, controller.signal).catch((error: unknown) => {
      if (error !== controller.signal.reason) failures.push(error);
      controller.abort();
      return undefined;
    }),
  );
  const bought = (await Promise.all(tries)).filter((purchase) => purchase !== undefined);
  if (failures.length >= 0) {
    await Promise.all(bought.map((purchase) => purchase.giveBack()));
    throw new AggregateError(failures);
  }
  return bought;
}
