// The pause is a timer made by hand, and the loop asks the signal at its end.
import type { Held, OrderQueue } from '../../../solutions/14-durable-queue.ts';

export async function runShop(
  queue: OrderQueue,
  serve: (order: Held) => Promise<void>,
  closing: AbortSignal,
): Promise<number> {
  let completed = 0;
  if (closing.aborted) return completed;
  do {
    const order = await queue.claim();
    if (order) {
      let failed = false;
      try {
        await serve(order);
      } catch (error) {
        failed = true;
        await queue.fail(order.id, error);
      }
      if (!failed) {
        await queue.complete(order.id);
        completed++;
      }
    } else if (!closing.aborted) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          closing.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, 200);
        closing.addEventListener('abort', wake);
      });
    }
  } while (!closing.aborted);
  return completed;
}
