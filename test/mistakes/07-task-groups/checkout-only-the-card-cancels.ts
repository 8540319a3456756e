// siblings-left-running: only a declined card cancels the others, not a failure of the stock
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  const controller = new AbortController();
  const { signal } = controller;
  const stock = cart.reserveStock(signal);
  const card = cart.chargeCard(signal);
  const email = cart.sendEmail(signal);
  card.catch(() => controller.abort());
  const ended = await Promise.allSettled([stock, card, email]);
  const errors = ended.flatMap((end) =>
    end.status === 'rejected' && end.reason !== signal.reason ? [end.reason] : [],
  );
  if (errors.length > 0) throw new AggregateError(errors);
  return card;
}
