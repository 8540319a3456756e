// uncaught-error: the failure comes out, and the order stays with the shop until its lease runs out
import type { Held, OrderQueue } from '../../../solutions/14-durable-queue.ts';

export async function serveNext(queue: OrderQueue, serve: (order: Held) => Promise<void>): Promise<boolean> {
  const order = await queue.claim();
  if (!order) return false;
  await serve(order);
  await queue.complete(order.id);
  return true;
}
