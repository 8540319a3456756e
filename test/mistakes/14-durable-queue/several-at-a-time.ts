// eager-start: claims the next order before the last has been served
import { sleep } from '#workshop';
import type { Held, OrderQueue } from '../../../solutions/14-durable-queue.ts';

export async function runShop(
  queue: OrderQueue,
  serve: (order: Held) => Promise<void>,
  closing: AbortSignal,
): Promise<number> {
  let completed = 0;
  const running = new Set<Promise<void>>();
  while (!closing.aborted) {
    const order = await queue.claim();
    if (!order) {
      await sleep(200, { signal: closing }).catch(() => {});
      continue;
    }
    const work = serve(order)
      .then(
        async () => {
          await queue.complete(order.id);
          completed += 1;
        },
        (error: unknown) => queue.fail(order.id, error),
      )
      .finally(() => running.delete(work));
    running.add(work);
  }
  await Promise.all(running);
  return completed;
}
