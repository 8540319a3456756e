// not-awaited: the loop publishes the promise, and asks again immediately, without end
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const followOne = async (mirror: Mirror): Promise<never> => {
    for (;;) publish(mirror.ask(signal));
  };
  return Promise.race(mirrors.map(followOne));
}
