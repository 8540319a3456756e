// too-late: a pause at the beginning, so that everything is certainly ready
import { Queue, taskGroup } from '#workshop';

export async function receive(
  webhooks: AsyncIterable<string>,
  handle: (webhook: string) => Promise<void>,
  room: number,
): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 10));
  const queue = new Queue<string>({ maxSize: room });
  await taskGroup(async (group) => {
    group.createTask(async (signal) => {
      for await (const webhook of queue.values({ signal })) {
        await handle(webhook);
        queue.taskDone();
      }
    });
    for await (const webhook of webhooks) await queue.put(webhook, { signal: group.signal });
    await queue.join({ signal: group.signal });
    group.cancel();
  });
}
