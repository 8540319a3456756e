// not-awaited: at closing time it goes home with the order in its hands
import { sleep } from '#workshop';
import type { Held, OrderQueue } from '../../../solutions/14-durable-queue.ts';

export async function runShop(
  queue: OrderQueue,
  serve: (order: Held) => Promise<void>,
  closing: AbortSignal,
): Promise<number> {
  let completed = 0;
  const home = new Promise<void>((resolve) =>
    closing.addEventListener('abort', () => resolve(), { once: true }),
  );
  while (!closing.aborted) {
    const order = await queue.claim();
    if (!order) {
      await sleep(200, { signal: closing }).catch(() => {});
      continue;
    }
    let failure: unknown;
    const served = serve(order).catch((error: unknown) => (failure = error));
    await Promise.race([served, home]);
    if (closing.aborted) break;
    if (failure) await queue.fail(order.id, failure);
    else {
      await queue.complete(order.id);
      completed += 1;
    }
  }
  return completed;
}
