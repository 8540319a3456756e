// wrong-order: asks the mirror again before it publishes what has come
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const followOne = async (mirror: Mirror): Promise<never> => {
    let next = mirror.ask(signal);
    for (;;) {
      const news = await next;
      next = mirror.ask(signal);
      publish(news);
    }
  };
  return Promise.race(mirrors.map((mirror) => followOne(mirror)));
}
