// lost-item: a box with an empty name is taken for none
import type { Station } from '../../../solutions/11-dynamic-tasks.ts';

export async function keepBusy(stations: Station[], boxes: string[]): Promise<string[]> {
  const empty: string[] = [];
  const left = [...boxes];
  const free = [...stations];
  await new Promise<void>((resolve) => {
    const go = (): void => {
      if (empty.length === boxes.length) return resolve();
      while (free.length > 0 && left[0]) {
        const station = free.shift()!;
        const box = left.shift()!;
        void station
          .empty(box)
          .then(
            () => void empty.push(box),
            () => void left.unshift(box),
          )
          .then(() => {
            free.push(station);
            go();
          });
      }
    };
    go();
  });
  return empty;
}
