// eager-start: calls put and does not wait for the place
import { Queue, taskGroup } from '#workshop';

export async function receive(
  webhooks: AsyncIterable<string>,
  handle: (webhook: string) => Promise<void>,
  room: number,
): Promise<void> {
  const queue = new Queue<string>({ maxSize: room });
  await taskGroup(async (group) => {
    group.createTask(async (signal) => {
      for (;;) {
        await handle(await queue.get({ signal }));
        queue.taskDone();
      }
    });
    for await (const webhook of webhooks) void queue.put(webhook, { signal: group.signal }).catch(() => {});
    await queue.join({ signal: group.signal });
    group.cancel();
  });
}
