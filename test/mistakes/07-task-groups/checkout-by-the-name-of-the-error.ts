// swallowed-error: every AbortError is taken for a cancellation, that of the bank too
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  const controller = new AbortController();
  const { signal } = controller;
  const errors: unknown[] = [];
  const watch = <T>(step: Promise<T>): Promise<T | undefined> =>
    step.catch((error: unknown) => {
      if (!(error instanceof Error && error.name === 'AbortError')) {
        errors.push(error);
        controller.abort();
      }
      return undefined;
    });
  const [, receipt] = await Promise.all([
    watch(cart.reserveStock(signal)),
    watch(cart.chargeCard(signal)),
    watch(cart.sendEmail(signal)),
  ]);
  if (errors.length > 0) throw new AggregateError(errors);
  return receipt as string;
}
