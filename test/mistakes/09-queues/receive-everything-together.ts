// eager-start: starts a task for each webhook as it comes, instead of one at a time
import { taskGroup } from '#workshop';

export async function receive(
  webhooks: AsyncIterable<string>,
  handle: (webhook: string) => Promise<void>,
  room: number,
): Promise<void> {
  void room;
  await taskGroup(async (group) => {
    for await (const webhook of webhooks) group.createTask(() => handle(webhook));
  });
}
