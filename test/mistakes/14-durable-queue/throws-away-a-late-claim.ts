// never-called: an order that a claim brings after closing time is dropped
import { sleep } from '#workshop';
import type { Held, OrderQueue } from '../../../solutions/14-durable-queue.ts';

export async function runShop(
  queue: OrderQueue,
  serve: (order: Held) => Promise<void>,
  closing: AbortSignal,
): Promise<number> {
  let completed = 0;
  while (!closing.aborted) {
    const order = await queue.claim();
    if (closing.aborted) break;
    if (!order) {
      await sleep(200, { signal: closing }).catch(() => {});
      continue;
    }
    try {
      await serve(order);
    } catch (error) {
      await queue.fail(order.id, error);
      continue;
    }
    await queue.complete(order.id);
    completed += 1;
  }
  return completed;
}
