// checkout with Promise.all and one controller, written out; the failures are collected as they happen.
import { isCancellation } from '#workshop';
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  const controller = new AbortController();
  const { signal } = controller;
  const failures: unknown[] = [];
  const failed = (error: unknown): undefined => {
    if (!isCancellation(error, signal)) failures.push(error);
    controller.abort();
  };
  const [, receipt] = await Promise.all([
    cart.reserveStock(signal).catch(failed),
    cart.chargeCard(signal).catch(failed),
    cart.sendEmail(signal).catch(failed),
  ]);
  if (failures.length > 0) throw new AggregateError(failures);
  return receipt!;
}
