// leaked-handler: races every promise against the signal, round after round, and over all mirrors
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const asked = mirrors.map((mirror) => mirror.ask(signal));
  const closed = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason)),
  );
  for (;;) {
    const answers = asked.map((promise, place) => promise.then((news) => ({ place, news })));
    const { place, news } = await Promise.race([...answers, closed]);
    publish(news);
    asked[place] = mirrors[place]!.ask(signal);
  }
}
