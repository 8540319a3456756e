// siblings-left-running: Promise.all gives up, and the other steps run on
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  const { signal } = new AbortController();
  const steps = [cart.reserveStock(signal), cart.chargeCard(signal), cart.sendEmail(signal)] as const;
  try {
    const [, receipt] = await Promise.all(steps);
    return receipt;
  } catch (error) {
    throw new AggregateError([error]);
  }
}
