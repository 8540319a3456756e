// wrong-error: what fails after the first failure is dropped
import type { Purchase, Buy } from '../../../solutions/07-task-groups.ts';

export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const controller = new AbortController();
  let failure: { error: unknown } | undefined;
  const bought = await Promise.all(
    items.map((item) =>
      buy(item, controller.signal).catch((error: unknown) => {
        failure ??= { error };
        controller.abort();
        return undefined;
      }),
    ),
  );
  if (!failure) return bought as Purchase[];
  await Promise.all(bought.map((purchase) => purchase?.giveBack()));
  throw new AggregateError([failure.error]);
}
