// unfinished: serves the first order that waits, and goes home
import type { Held, OrderQueue } from '../../../solutions/14-durable-queue.ts';

export async function runShop(
  queue: OrderQueue,
  serve: (order: Held) => Promise<void>,
  _closing: AbortSignal,
): Promise<number> {
  const order = await queue.claim();
  if (!order) return 0;
  await serve(order);
  await queue.complete(order.id);
  return 1;
}
