// lost-item: an order without a text is left out
import { Queue } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const queue = new Queue<string>();
  const errors: unknown[] = [];
  let served = 0;
  const loops = shops.map(async (shop) => {
    try {
      for await (const order of queue) {
        await shop.serve(order);
        served += 1;
      }
    } catch (error) {
      errors.push(error);
      queue.shutdown({ immediate: true });
    }
  });
  for await (const order of orders) if (order && errors.length === 0) queue.tryPut(order);
  queue.shutdown();
  await Promise.all(loops);
  for (const shop of shops) shop.close();
  if (errors.length > 0) throw errors[0];
  return served;
}
