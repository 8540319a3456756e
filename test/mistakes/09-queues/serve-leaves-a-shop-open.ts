// unfinished: a shop is closed after its last order, and the one that fails never is
import { Queue } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const queue = new Queue<string>();
  let served = 0;
  const work = async (shop: Shop) => {
    for await (const order of queue) {
      await shop.serve(order);
      served += 1;
    }
    shop.close();
  };
  const ended = Promise.allSettled(shops.map(work));
  for await (const order of orders) queue.tryPut(order);
  queue.shutdown();
  for (const end of await ended) if (end.status === 'rejected') throw end.reason;
  return served;
}
