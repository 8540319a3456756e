// over-limit: opens all boxes at the same time, however many stations there are
import type { Station } from '../../../solutions/11-dynamic-tasks.ts';

export async function keepBusy(stations: Station[], boxes: string[]): Promise<string[]> {
  const empty: string[] = [];
  const emptyOne = async (box: string, place: number): Promise<void> => {
    try {
      await stations[place % stations.length]!.empty(box);
      empty.push(box);
    } catch {
      await emptyOne(box, place);
    }
  };
  await Promise.all(boxes.map(emptyOne));
  return empty;
}
