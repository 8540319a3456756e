// Callbacks that count who is at work; and a queue between the promises and the loop.
import { Queue } from '#workshop';
import type { Station } from '../../../solutions/11-dynamic-tasks.ts';

export function keepBusy(stations: Station[], boxes: string[]): Promise<string[]> {
  return new Promise((resolve) => {
    const pile = boxes.toReversed();
    const empty: string[] = [];
    let atWork = 0;
    const openNext = (station: Station): void => {
      const box = pile.pop();
      if (box === undefined) {
        if (atWork === 0) resolve(empty);
        return;
      }
      atWork += 1;
      station.empty(box).then(
        () => {
          empty.push(box);
          atWork -= 1;
          openNext(station);
        },
        () => {
          pile.push(box);
          atWork -= 1;
          openNext(station);
        },
      );
    };
    for (const station of stations) openNext(station);
  });
}

export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  const settled = new Queue<PromiseSettledResult<T>>();
  for (const promise of promises) {
    const all = Promise.allSettled([promise]);
    void all.then(([result]) => settled.put(result));
  }
  for (let left = promises.length; left > 0; left -= 1) yield await settled.get();
}
