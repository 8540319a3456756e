// unhandled-rejection: nobody waits for put(), and nobody hears of it when handle fails and the group is cancelled
import { Queue, taskGroup } from '#workshop';

export async function receive(
  webhooks: AsyncIterable<string>,
  handle: (webhook: string) => Promise<void>,
  room: number,
): Promise<void> {
  const queue = new Queue<string>({ maxSize: room });
  await taskGroup(async (group) => {
    group.createTask(async () => {
      for await (const webhook of queue) await handle(webhook);
    });
    for await (const webhook of webhooks) void queue.put(webhook, { signal: group.signal });
    queue.shutdown();
  });
}
