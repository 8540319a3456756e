// The signals of the steps come from one controller that each failure aborts, waits by allSettled.
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  const stop = new AbortController();
  const errors: unknown[] = [];
  let receipt = '';
  const steps = [
    (signal: AbortSignal) => cart.reserveStock(signal),
    async (signal: AbortSignal) => {
      receipt = await cart.chargeCard(signal);
    },
    (signal: AbortSignal) => cart.sendEmail(signal),
  ];
  await Promise.allSettled(
    steps.map(async (step) => {
      try {
        await step(stop.signal);
      } catch (error) {
        const asked = stop.signal.aborted && error === stop.signal.reason;
        if (!asked) errors.push(error);
        stop.abort(new Error('another step has failed'));
      }
    }),
  );
  if (errors.length > 0) throw new AggregateError(errors, 'the checkout has failed');
  return receipt;
}
