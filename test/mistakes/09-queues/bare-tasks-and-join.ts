// signal-not-passed: a shop that failed never calls taskDone, and join is not told
import { createTask, Queue } from '#workshop';
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const queue = new Queue<string>();
  let served = 0;
  const tasks = shops.map((shop) =>
    createTask(async (signal) => {
      try {
        for (;;) {
          await shop.serve(await queue.get({ signal }));
          served += 1;
          queue.taskDone();
        }
      } finally {
        shop.close();
      }
    }),
  );
  for await (const order of orders) await queue.put(order);
  await queue.join();
  for (const task of tasks) task.cancel();
  await Promise.allSettled(tasks);
  return served;
}
