// wrong-order: deals the boxes out at the start, so a fast station is idle while a slow one still has boxes
import type { Station } from '../../../solutions/11-dynamic-tasks.ts';

export async function keepBusy(stations: Station[], boxes: string[]): Promise<string[]> {
  const empty: string[] = [];
  const work = async (station: Station, place: number) => {
    const own = boxes.filter((_, index) => index % stations.length === place);
    for (let box = own.shift(); box !== undefined; box = own.shift()) {
      try {
        await station.empty(box);
        empty.push(box);
      } catch {
        own.unshift(box);
      }
    }
  };
  await Promise.all(stations.map((station, place) => work(station, place)));
  return empty;
}
