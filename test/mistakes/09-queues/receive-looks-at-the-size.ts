// polling: looks every 100 ms whether there is room
import { Queue, sleep, taskGroup } from '#workshop';

export async function receive(
  webhooks: AsyncIterable<string>,
  handle: (webhook: string) => Promise<void>,
  room: number,
): Promise<void> {
  const queue = new Queue<string>();
  await taskGroup(async (group) => {
    group.createTask(async (signal) => {
      for (;;) {
        await handle(await queue.get({ signal }));
        queue.taskDone();
      }
    });
    for await (const webhook of webhooks) {
      while (queue.size >= room) await sleep(100, { signal: group.signal });
      queue.tryPut(webhook);
    }
    await queue.join({ signal: group.signal });
    group.cancel();
  });
}
