// sequential: the shops take turns, but the next order waits until the one before is done
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  let served = 0;
  for await (const order of orders) {
    await shops[served % shops.length]!.serve(order);
    served += 1;
  }
  for (const shop of shops) shop.close();
  return served;
}
