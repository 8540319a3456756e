// too-late: no shop does anything until all orders have come in
import { taskGroup } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const waiting: string[] = [];
  for await (const order of orders) waiting.push(order);
  const all = waiting.length;
  await taskGroup((group) => {
    for (const shop of shops) {
      group.createTask(async () => {
        try {
          for (let order = waiting.shift(); order !== undefined; order = waiting.shift())
            await shop.serve(order);
        } finally {
          shop.close();
        }
      });
    }
  });
  return all;
}
