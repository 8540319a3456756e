// unfinished: ends as soon as no order waits
import type { Held, OrderQueue } from '../../../solutions/14-durable-queue.ts';

export async function runShop(
  queue: OrderQueue,
  serve: (order: Held) => Promise<void>,
  closing: AbortSignal,
): Promise<number> {
  let completed = 0;
  while (!closing.aborted) {
    const order = await queue.claim();
    if (!order) break;
    try {
      await serve(order);
      await queue.complete(order.id);
      completed += 1;
    } catch (error) {
      await queue.fail(order.id, error);
    }
  }
  return completed;
}
