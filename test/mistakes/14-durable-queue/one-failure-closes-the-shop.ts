// uncaught-error: the first order that fails ends the shop
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
    if (!order) {
      await sleep(200, { signal: closing }).catch(() => {});
      continue;
    }
    await serve(order);
    await queue.complete(order.id);
    completed += 1;
  }
  return completed;
}
