// under-used: each shop has a line of its own, so one is idle while orders wait at the other
import { Queue, taskGroup } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  let served = 0;
  await taskGroup(async (group) => {
    const lines = shops.map(() => new Queue<string>());
    for (const [place, shop] of shops.entries()) {
      group.createTask(async () => {
        try {
          for await (const order of lines[place]!) await shop.serve(order);
        } finally {
          shop.close();
        }
      });
    }
    for await (const order of orders) {
      await lines[served % shops.length]!.put(order);
      served += 1;
    }
    for (const line of lines) line.shutdown();
  });
  return served;
}
