// swallowed-error: completes in a finally, so that an order that failed is gone too
import type { Held, OrderQueue } from '../../../solutions/14-durable-queue.ts';

export async function serveNext(queue: OrderQueue, serve: (order: Held) => Promise<void>): Promise<boolean> {
  const order = await queue.claim();
  if (!order) return false;
  try {
    await serve(order);
  } catch {
    // It is completed below.
  }
  await queue.complete(order.id);
  return true;
}
