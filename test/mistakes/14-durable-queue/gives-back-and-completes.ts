// unwanted-call: gives the order back, and completes it all the same
import type { Held, OrderQueue } from '../../../solutions/14-durable-queue.ts';

export async function serveNext(queue: OrderQueue, serve: (order: Held) => Promise<void>): Promise<boolean> {
  const order = await queue.claim();
  if (!order) return false;
  await serve(order).catch((error: unknown) => queue.fail(order.id, error));
  await queue.complete(order.id);
  return true;
}
