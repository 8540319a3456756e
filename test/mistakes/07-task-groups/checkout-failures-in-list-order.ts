// wrong-error: the failures are in the order of the steps
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  const controller = new AbortController();
  const { signal } = controller;
  const watch = <T>(step: Promise<T>): Promise<T> =>
    step.catch((error: unknown) => {
      if (!signal.aborted) controller.abort();
      throw error;
    });
  const settled = await Promise.allSettled([
    watch(cart.reserveStock(signal)),
    watch(cart.chargeCard(signal)),
    watch(cart.sendEmail(signal)),
  ]);
  const errors = settled.flatMap((each) =>
    each.status === 'rejected' && each.reason !== signal.reason ? [each.reason as unknown] : [],
  );
  if (errors.length > 0) throw new AggregateError(errors);
  return (settled[1] as PromiseFulfilledResult<string>).value;
}
