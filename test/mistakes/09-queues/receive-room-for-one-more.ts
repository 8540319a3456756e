// eager-start: has room for one webhook more than it should
import { Queue, taskGroup } from '#workshop';

export async function receive(
  webhooks: AsyncIterable<string>,
  handle: (webhook: string) => Promise<void>,
  room: number,
): Promise<void> {
  const queue = new Queue<string>({ maxSize: room + 1 });
  await taskGroup(async (group) => {
    group.createTask(async (signal) => {
      for (;;) {
        await handle(await queue.get({ signal }));
        queue.taskDone();
      }
    });
    for await (const webhook of webhooks) await queue.put(webhook, { signal: group.signal });
    await queue.join({ signal: group.signal });
    group.cancel();
  });
}
