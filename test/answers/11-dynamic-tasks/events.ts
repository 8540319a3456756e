// An event for each piece of news, and a listener that publishes it.
import { EventEmitter, once } from 'node:events';
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const updates = new EventEmitter();
  updates.on('news', publish);
  const followOne = async (mirror: Mirror) => {
    for (;;) updates.emit('news', await mirror.ask(signal));
  };
  for (const mirror of mirrors) void followOne(mirror).catch(() => updates.emit('end'));
  await once(updates, 'end');
  throw signal.reason;
}
