// not-awaited: rejects at the failure, though orders still come in
import { Queue } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const queue = new Queue<string>();
  let served = 0;
  const feed = (async () => {
    for await (const order of orders) queue.tryPut(order);
    queue.shutdown();
  })();
  const ended = Promise.all([
    feed,
    ...shops.map(async (shop) => {
      for await (const order of queue) {
        await shop.serve(order);
        served += 1;
      }
    }),
  ]);
  try {
    await ended;
  } catch (error) {
    for (const shop of shops) shop.close();
    throw error;
  }
  for (const shop of shops) shop.close();
  return served;
}
