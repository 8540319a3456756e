// leaked-handler: a wrapper for each mirror, kept, and raced again every round
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const wrap = async (place: number): Promise<{ place: number; news: unknown }> => ({
    place,
    news: await mirrors[place]!.ask(signal),
  });
  const asked = mirrors.map((_, place) => wrap(place));
  for (;;) {
    const { place, news } = await Promise.race(asked);
    publish(news);
    asked[place] = wrap(place);
  }
}
