// under-used: gives every station a box, and waits until all of them are done
import type { Station } from '../../../solutions/11-dynamic-tasks.ts';

export async function keepBusy(stations: Station[], boxes: string[]): Promise<string[]> {
  const pile = [...boxes];
  const empty: string[] = [];
  while (pile.length > 0) {
    const round = pile.splice(0, stations.length);
    const failed: string[] = [];
    const one = async (box: string, place: number) => {
      try {
        await stations[place]!.empty(box);
        empty.push(box);
      } catch {
        failed.push(box);
      }
    };
    await Promise.all(round.map(one));
    pile.unshift(...failed);
  }
  return empty;
}
