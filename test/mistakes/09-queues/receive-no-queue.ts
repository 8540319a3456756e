// too-late: handles each webhook before it reads the next
import { taskGroup } from '#workshop';

export async function receive(
  webhooks: AsyncIterable<string>,
  handle: (webhook: string) => Promise<void>,
  room: number,
): Promise<void> {
  await taskGroup(async () => {
    for await (const webhook of webhooks) await handle(webhook);
  });
  void room;
}
