// code-error: gives the queue a limit, and does not wait when it is full: tryPut throws
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
    for await (const webhook of webhooks) queue.tryPut(webhook);
    await queue.join({ signal: group.signal });
    group.cancel();
  });
}
