// signal-not-passed: nobody tells the mirrors that it is over, so they are asked without end
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  _signal: AbortSignal,
): Promise<never> {
  const own = new AbortController().signal;
  const followOne = async (mirror: Mirror): Promise<never> => {
    for (;;) publish(await mirror.ask(own));
  };
  return Promise.race(mirrors.map(followOne));
}
