// not-retried: takes every task that has ended for an empty box, so the box of a breakdown is never finished
import { createTask, wait, type Task } from '#workshop';
import type { Station } from '../../../solutions/11-dynamic-tasks.ts';

export async function keepBusy(stations: Station[], boxes: string[]): Promise<string[]> {
  const pile = [...boxes];
  const empty: string[] = [];
  const atWork = new Map<Task<void>, { station: Station; box: string }>();
  const openNext = (station: Station) => {
    const box = pile.shift();
    if (box !== undefined)
      atWork.set(
        createTask(() => station.empty(box)),
        { station, box },
      );
  };
  for (const station of stations) openNext(station);
  while (atWork.size > 0) {
    const { done } = await wait([...atWork.keys()], { until: 'first-completed' });
    for (const task of done) {
      const { station, box } = atWork.get(task)!;
      atWork.delete(task);
      empty.push(box);
      openNext(station);
    }
  }
  return empty;
}
