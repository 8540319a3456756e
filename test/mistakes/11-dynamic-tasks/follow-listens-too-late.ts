// deadlock: the end is announced while nobody listens for it yet
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
  for (const mirror of mirrors) await followOne(mirror).catch(() => updates.emit('end'));
  await once(updates, 'end');
  throw signal.reason;
}
