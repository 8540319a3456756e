// wrong-order: the free stations are taken from the end of their list
import type { Station } from '../../../solutions/11-dynamic-tasks.ts';

export function keepBusy(stations: Station[], boxes: string[]): Promise<string[]> {
  return new Promise((resolve) => {
    const empty: string[] = [];
    const left = [...boxes];
    const free = [...stations];
    const go = (): void => {
      if (empty.length === boxes.length) return resolve(empty);
      while (free.length > 0 && left.length > 0) void work(free.pop()!, left.shift()!);
    };
    const work = async (station: Station, box: string): Promise<void> => {
      try {
        await station.empty(box);
        empty.push(box);
      } catch {
        left.unshift(box);
      }
      free.push(station);
      go();
    };
    go();
  });
}
