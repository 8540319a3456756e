// signal-not-passed: the group is cancelled, and the loops over the queue do not hear of it
import { Queue, taskGroup } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const queue = new Queue<string>();
  let served = 0;
  const work = async (shop: Shop) => {
    try {
      for await (const order of queue) {
        await shop.serve(order);
        served += 1;
        queue.taskDone();
      }
    } finally {
      shop.close();
    }
  };
  await taskGroup(async (group) => {
    for (const shop of shops) group.createTask(() => work(shop));
    for await (const order of orders) await queue.put(order, { signal: group.signal });
    await queue.join({ signal: group.signal });
    group.cancel();
  });
  return served;
}
