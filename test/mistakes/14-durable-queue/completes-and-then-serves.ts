// wrong-order: the order is completed, and only then served
import type { Held, OrderQueue } from '../../../solutions/14-durable-queue.ts';

export async function serveNext(queue: OrderQueue, serve: (order: Held) => Promise<void>): Promise<boolean> {
  const order = await queue.claim();
  if (!order) return false;
  await queue.complete(order.id);
  await serve(order);
  return true;
}
