// sequential: the stations take turns, and each waits for the one before
import type { Station } from '../../../solutions/11-dynamic-tasks.ts';

export async function keepBusy(stations: Station[], boxes: string[]): Promise<string[]> {
  const pile = [...boxes];
  const empty: string[] = [];
  for (let turn = 0; pile.length > 0; turn += 1) {
    const box = pile.shift()!;
    try {
      await stations[turn % stations.length]!.empty(box);
      empty.push(box);
    } catch {
      pile.unshift(box);
    }
  }
  return empty;
}
