// swallowed-error: catches the failure of handle and goes on with the next webhook
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
        const webhook = await queue.get({ signal });
        try {
          await handle(webhook);
        } catch {
          // Never mind.
        }
        queue.taskDone();
      }
    });
    for await (const webhook of webhooks) await queue.put(webhook, { signal: group.signal });
    await queue.join({ signal: group.signal });
    group.cancel();
  });
}
