// too-late: the loop waits for the end of the first mirror before it asks the next one
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const followOne = async (mirror: Mirror): Promise<never> => {
    for (;;) publish(await mirror.ask(signal));
  };
  for (const mirror of mirrors) await followOne(mirror).catch(() => {});
  throw signal.reason;
}
