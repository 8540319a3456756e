// wrong-error: cancels and waits, but only the first failure comes out
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  const controller = new AbortController();
  const { signal } = controller;
  const steps = [cart.reserveStock(signal), cart.chargeCard(signal), cart.sendEmail(signal)] as const;
  try {
    const [, receipt] = await Promise.all(steps);
    return receipt;
  } catch (error) {
    controller.abort();
    await Promise.allSettled(steps);
    throw new AggregateError([error]);
  }
}
