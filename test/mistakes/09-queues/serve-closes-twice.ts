// called-twice: each shop closes itself, and after a failure all are closed once more
import { Queue } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const queue = new Queue<string>();
  let served = 0;
  const work = async (shop: Shop) => {
    try {
      for await (const order of queue) {
        await shop.serve(order);
        served += 1;
      }
    } finally {
      shop.close();
    }
  };
  const feed = async () => {
    for await (const order of orders) queue.tryPut(order);
    queue.shutdown();
  };
  try {
    await Promise.all([feed(), ...shops.map(work)]);
  } catch (error) {
    for (const shop of shops) shop.close();
    throw error;
  }
  return served;
}
