// siblings-left-running: Promise.all rejects with the first failure, and nobody asks the other steps to stop
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  const { signal } = new AbortController();
  const [, receipt] = await Promise.all([
    cart.reserveStock(signal),
    cart.chargeCard(signal),
    cart.sendEmail(signal),
  ]);
  return receipt;
}
