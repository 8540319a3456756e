// Then calls the next ask, and the end comes from the signal.
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  return new Promise((_, reject) => {
    const ask = (mirror: Mirror): void => {
      void mirror.ask(signal).then((news) => {
        publish(news);
        ask(mirror);
      }, reject);
    };
    mirrors.forEach(ask);
  });
}
