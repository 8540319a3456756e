// signal-not-passed: when handle has failed, put waits for a place that never comes free
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
    for await (const webhook of webhooks) await queue.put(webhook);
    await queue.join({ signal: group.signal });
    group.cancel();
  });
}
