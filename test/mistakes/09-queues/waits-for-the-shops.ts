// never-stopped: waits for the shops, which wait for the next order forever
import { Queue, taskGroup } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const queue = new Queue<string>();
  let served = 0;
  await taskGroup(async (group) => {
    for (const shop of shops) {
      group.createTask(async (signal) => {
        try {
          for (;;) {
            await shop.serve(await queue.get({ signal }));
            served += 1;
          }
        } finally {
          shop.close();
        }
      });
    }
    for await (const order of orders) await queue.put(order);
  });
  return served;
}
