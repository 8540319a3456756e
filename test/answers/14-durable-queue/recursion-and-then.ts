// Promise chains and recursion; a failure of `serve` is told by the second function of .then.
import { sleep } from '#workshop';
import type { Held, OrderQueue } from '../../../solutions/14-durable-queue.ts';

export function serveNext(queue: OrderQueue, serve: (order: Held) => Promise<void>): Promise<boolean> {
  return queue.claim().then((order) => {
    if (order === undefined) return false;
    return serve(order)
      .then(
        () => queue.complete(order.id),
        (error: unknown) => queue.fail(order.id, error),
      )
      .then(() => true);
  });
}

export async function runShop(
  queue: OrderQueue,
  serve: (order: Held) => Promise<void>,
  closing: AbortSignal,
  completed = 0,
): Promise<number> {
  if (closing.aborted) return completed;
  const order = await queue.claim();
  if (!order) {
    await sleep(200, { signal: closing }).then(undefined, () => {});
    return runShop(queue, serve, closing, completed);
  }
  const [served] = await Promise.allSettled([serve(order)]);
  if (served.status === 'rejected') await queue.fail(order.id, served.reason);
  else await queue.complete(order.id);
  return runShop(queue, serve, closing, completed + (served.status === 'fulfilled' ? 1 : 0));
}
