// unfinished: the shops serve every order, and none of them is closed
import { Queue, taskGroup } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const queue = new Queue<string>();
  let served = 0;
  await taskGroup(async (group) => {
    for (const shop of shops)
      group.createTask(async (signal) => {
        for await (const order of queue.values({ signal })) {
          await shop.serve(order);
          served += 1;
          queue.taskDone();
        }
      });
    for await (const order of orders) await queue.put(order);
    await queue.join({ signal: group.signal });
    group.cancel();
  });
  return served;
}
