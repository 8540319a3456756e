// Tasks that come and go while the program runs: whenever one or more of them end, main decides what is next.
//
//   npx tsx steps/11-dynamic-tasks.ts           three stations, eight boxes of 25 doses, in real time
//   npm start 11 instant uneven                 station 1 is fast, the last station is slow
//   npm start 11 instant alike 1 3              one station, three boxes
//   npm start 11 instant alike 3 100 100        a hundred boxes of a hundred doses
//   npm start 11 -- instant uneven --seed 62    another day at the car park

import { choice, count, createTask, log, random, run, settings, sleep, wait, type Task } from '#workshop';

interface Box {
  name: string;
  doses: number[]; // how long each of them takes (ms)
  given: number;
  breakdown: number | undefined; // before which dose the station breaks down, if it does
}

interface Station {
  name: string;
  pace: number; // 0.5: half the time for each dose
  emptied: number;
}

function makeBox(name: string, doses: number, dice: ReturnType<typeof random>): Box {
  const breakdown = dice.int(1, 6) === 1 ? dice.int(0, doses - 1) : undefined;
  return { name, doses: Array.from({ length: doses }, () => dice.int(1, 100)), given: 0, breakdown };
}

// A station gives the doses of one box. Then its task ends.
async function giveDoses({ pace }: Station, box: Box, signal: AbortSignal): Promise<void> {
  log(`opens ${box.name}`);
  while (box.given < box.doses.length) {
    if (box.given === box.breakdown) {
      box.breakdown = undefined;
      log(`breaks down, ${box.doses.length - box.given} of ${box.doses.length} doses left in ${box.name}`);
      throw new Error('no power');
    }
    await sleep(Math.ceil(box.doses[box.given]! * pace), { signal });
    box.given += 1;
  }
  log(`${box.name} is empty`);
}

export async function main(args: string[], signal?: AbortSignal): Promise<void> {
  const { part, stations, boxes, doses, seed } = settings(args, {
    part: choice('alike', 'uneven'),
    stations: count(3, 99),
    boxes: count(8),
    doses: count(25),
    seed: count(59),
  });
  const dice = random(seed);
  const pile = Array.from({ length: boxes }, (_, place) => makeBox(`box ${place + 1}`, doses, dice));
  const work = pile.flatMap((box) => box.doses).reduce((sum, ms) => sum + ms, 0);
  log(`${boxes} boxes of ${doses} doses, ${(work / 1000).toFixed(1)} s of work`);
  const paces = part === 'alike' ? { first: 1, last: 1 } : { first: 0.5, last: 2 };
  const all = Array.from({ length: stations }, (_, place): Station => {
    const pace = place === 0 ? paces.first : place === stations - 1 ? paces.last : 1;
    return { name: `station ${place + 1}`, pace, emptied: 0 };
  });

  // Which station works on which box, by the task that does it.
  const atWork = new Map<Task<void>, { station: Station; box: Box }>();
  const openNext = (station: Station) => {
    const box = pile.shift();
    if (!box) return;
    const task = createTask((own) => giveDoses(station, box, own), { name: station.name });
    atWork.set(task, { station, box });
  };

  for (const station of all) openNext(station);
  while (atWork.size > 0) {
    const { done } = await wait(atWork.keys(), { until: 'first-completed', signal });
    // Usually one task, but several may have ended by the time main gets here.
    for (const task of done) {
      const { station, box } = atWork.get(task)!;
      atWork.delete(task);
      if (task.state === 'fulfilled') station.emptied += 1;
      else pile.unshift(box); // what is left in it must not be lost
      openNext(station);
    }
  }
  log(`boxes emptied by each station: ${all.map(({ emptied }) => emptied).join(', ')}`);
}

await run(main, import.meta);
