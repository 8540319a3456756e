// lost-item: takes falsy news for no news
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const followOne = async (mirror: Mirror): Promise<never> => {
    for (;;) {
      const news = await mirror.ask(signal);
      if (news) publish(news);
    }
  };
  return Promise.race(mirrors.map((mirror) => followOne(mirror)));
}
