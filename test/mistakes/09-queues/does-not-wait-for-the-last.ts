// not-awaited: hands the orders out and returns while the last ones are still being served
import { createTask, Queue } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const queue = new Queue<string>();
  let served = 0;
  for (const shop of shops) {
    createTask(async () => {
      try {
        for await (const order of queue) await shop.serve(order);
      } finally {
        shop.close();
      }
    });
  }
  for await (const order of orders) {
    await queue.put(order);
    served += 1;
  }
  queue.shutdown();
  return served;
}
