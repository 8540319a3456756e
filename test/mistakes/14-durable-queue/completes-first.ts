// not-awaited: completes the order while it is still being served
import type { Held, OrderQueue } from '../../../solutions/14-durable-queue.ts';

export async function serveNext(queue: OrderQueue, serve: (order: Held) => Promise<void>): Promise<boolean> {
  const order = await queue.claim();
  if (!order) return false;
  const served = serve(order).catch((error: unknown) => queue.fail(order.id, error));
  await queue.complete(order.id);
  void served;
  return true;
}
