// wrong-call: keeps the webhooks on a pile and takes the newest
import { Queue, taskGroup } from '#workshop';

export async function receive(
  webhooks: AsyncIterable<string>,
  handle: (webhook: string) => Promise<void>,
  room: number,
): Promise<void> {
  const pile: string[] = [];
  const places = new Queue<string>({ maxSize: room });
  await taskGroup(async (group) => {
    group.createTask(async (signal) => {
      for (;;) {
        await places.get({ signal });
        await handle(pile.pop()!);
        places.taskDone();
      }
    });
    for await (const webhook of webhooks) {
      await places.put('a place', { signal: group.signal });
      pile.push(webhook);
    }
    await places.join({ signal: group.signal });
    group.cancel();
  });
}
