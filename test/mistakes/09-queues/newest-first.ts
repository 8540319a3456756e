// wrong-order: takes the newest order from a list, not the oldest
import { sleep, taskGroup } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const waiting: string[] = [];
  let open = true;
  let served = 0;
  await taskGroup(async (group) => {
    for (const shop of shops) {
      group.createTask(async () => {
        try {
          while (open || waiting.length > 0) {
            const order = waiting.pop();
            if (order === undefined) {
              await sleep(100);
              continue;
            }
            await shop.serve(order);
            served += 1;
          }
        } finally {
          shop.close();
        }
      });
    }
    for await (const order of orders) waiting.push(order);
    open = false;
  });
  return served;
}
