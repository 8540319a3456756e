// swallowed-error: catches the failure of a shop and goes on as if the order had been served
import { Queue, taskGroup } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const queue = new Queue<string>();
  let served = 0;
  await taskGroup(async (group) => {
    for (const shop of shops) {
      group.createTask(async () => {
        for await (const order of queue) {
          try {
            await shop.serve(order);
          } catch {
            // The next order, please.
          }
          served += 1;
        }
        shop.close();
      });
    }
    for await (const order of orders) await queue.put(order);
    queue.shutdown();
  });
  return served;
}
