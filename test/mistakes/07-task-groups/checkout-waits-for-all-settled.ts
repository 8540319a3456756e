// siblings-left-running: waits for all steps, but asks none of them to stop
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  const { signal } = new AbortController();
  const steps = [cart.reserveStock(signal), cart.chargeCard(signal), cart.sendEmail(signal)] as const;
  const ended = await Promise.allSettled(steps);
  const errors = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  if (errors.length > 0) throw new AggregateError(errors);
  return steps[1];
}
