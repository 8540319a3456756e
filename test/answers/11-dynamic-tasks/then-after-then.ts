// No await: each answer asks for the next in its own then; and the stations are chained in the same way.
import type { Mirror, Station } from '../../../solutions/11-dynamic-tasks.ts';

export function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  return new Promise((_, reject) => {
    const next = (mirror: Mirror): void => {
      mirror.ask(signal).then((news) => {
        publish(news);
        next(mirror);
      }, reject);
    };
    mirrors.forEach(next);
  });
}

export async function keepBusy(stations: Station[], boxes: string[]): Promise<string[]> {
  const pile = boxes.toReversed();
  const empty: string[] = [];
  const next = (station: Station): Promise<void> => {
    const box = pile.pop();
    if (box === undefined) return Promise.resolve();
    return station.empty(box).then(
      () => {
        empty.push(box);
        return next(station);
      },
      () => {
        pile.push(box);
        return next(station);
      },
    );
  };
  await Promise.all(stations.map(next));
  return empty;
}
