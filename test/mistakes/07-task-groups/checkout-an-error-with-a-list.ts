// wrong-error: an Error with a list errors, and no AggregateError
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  const controller = new AbortController();
  const { signal } = controller;
  const errors: unknown[] = [];
  const watch = <T>(step: Promise<T>): Promise<T | undefined> =>
    step.catch((error: unknown) => {
      if (error !== signal.reason) errors.push(error);
      controller.abort();
      return undefined;
    });
  const [, receipt] = await Promise.all([
    watch(cart.reserveStock(signal)),
    watch(cart.chargeCard(signal)),
    watch(cart.sendEmail(signal)),
  ]);
  if (errors.length > 0) throw Object.assign(new Error('failed'), { errors });
  return receipt!;
}
