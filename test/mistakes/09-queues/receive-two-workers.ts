// eager-start: two workers handle two webhooks at the same time
import { Queue, taskGroup } from '#workshop';

export async function receive(
  webhooks: AsyncIterable<string>,
  handle: (webhook: string) => Promise<void>,
  room: number,
): Promise<void> {
  const queue = new Queue<string>({ maxSize: room });
  await taskGroup(async (group) => {
    for (let worker = 0; worker < 2; worker += 1)
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
