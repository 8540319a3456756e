// buyAll with a signal of its own and Promise.allSettled; group with a count and one promise for the end.
import type { Buy, Group, Purchase } from '../../../solutions/07-task-groups.ts';

export async function buyAll(items: string[], buy: Buy): Promise<Purchase[]> {
  const controller = new AbortController();
  const failures: unknown[] = [];
  const buyOne = async (item: string): Promise<Purchase | undefined> => {
    try {
      return await buy(item, controller.signal);
    } catch (error) {
      if (error !== controller.signal.reason) failures.push(error);
      controller.abort();
      return undefined;
    }
  };
  const results = await Promise.all(items.map(buyOne));
  const purchases = results.filter((purchase) => purchase !== undefined);
  if (failures.length === 0) return purchases;
  await Promise.allSettled(purchases.map((purchase) => purchase.giveBack()));
  throw new AggregateError(failures, 'not everything could be bought');
}

export function group<T>(body: (group: Group) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const { signal } = controller;
    const failures: unknown[] = [];
    let value: T;
    let running = 0;
    const follow = (work: Promise<unknown>) => {
      running += 1;
      work
        .catch((error: unknown) => {
          if (signal.aborted && error === signal.reason) return;
          failures.push(error);
          controller.abort(new Error('somebody has failed'));
        })
        .finally(() => {
          running -= 1;
          if (running > 0) return;
          if (failures.length > 0) reject(new AggregateError(failures));
          else resolve(value);
        });
    };
    follow(
      body({ signal, start: (child) => follow(child(signal)) }).then((result) => {
        value = result;
      }),
    );
  });
}
