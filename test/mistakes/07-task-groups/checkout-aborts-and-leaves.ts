// not-awaited: aborts the others, and does not wait for their cleanup
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  const controller = new AbortController();
  const { signal } = controller;
  try {
    const [, receipt] = await Promise.all([
      cart.reserveStock(signal),
      cart.chargeCard(signal),
      cart.sendEmail(signal),
    ]);
    return receipt;
  } catch (error) {
    controller.abort();
    throw new AggregateError([error]);
  }
}
