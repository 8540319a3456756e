// Every station is a loop over one pile; and each promise that settles resolves the next of a row of promised results.
import type { Station } from '../../../solutions/11-dynamic-tasks.ts';

export async function keepBusy(stations: Station[], boxes: string[]): Promise<string[]> {
  const pile = [...boxes];
  const empty: string[] = [];
  const work = async (station: Station): Promise<void> => {
    const box = pile.shift();
    if (box === undefined) return;
    try {
      await station.empty(box);
      empty.push(box);
    } catch {
      pile.unshift(box);
    }
    return work(station);
  };
  await Promise.all(stations.map(work));
  return empty;
}

export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  const tell: ((result: PromiseSettledResult<T>) => void)[] = [];
  const row = promises.map(() => new Promise<PromiseSettledResult<T>>((resolve) => tell.push(resolve)));
  for (const promise of promises) {
    promise.then(
      (value) => tell.shift()!({ status: 'fulfilled', value }),
      (reason) => tell.shift()!({ status: 'rejected', reason }),
    );
  }
  for (const next of row) yield await next;
}
