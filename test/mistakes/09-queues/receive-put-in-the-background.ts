// eager-start: put is not awaited, so everything is read immediately
import { Queue, taskGroup } from '#workshop';

export async function receive(
  webhooks: AsyncIterable<string>,
  handle: (webhook: string) => Promise<void>,
  room: number,
): Promise<void> {
  const queue = new Queue<string>({ maxSize: room });
  await taskGroup(async (group) => {
    group.createTask(async (signal) => {
      for await (const webhook of queue.values({ signal })) {
        await handle(webhook);
        queue.taskDone();
      }
    });
    for await (const webhook of webhooks) void queue.put(webhook, { signal: group.signal });
    await queue.join({ signal: group.signal });
    group.cancel();
  });
}
