// Tasks that come and go while the program runs: whenever one or more of them end, main decides what is next.
//
//   npx tsx steps/11-dynamic-tasks.ts                 three stations, eight boxes of 25 doses
//   npx tsx steps/11-dynamic-tasks.ts 1 3             one station, three boxes
//   npx tsx steps/11-dynamic-tasks.ts 3 100 100       a hundred boxes of a hundred doses: three minutes
//   npx tsx steps/11-dynamic-tasks.ts --seed 62       another day at the car park

import { count, createTask, log, random, run, settings, sleep, wait, type Task } from '#workshop';

interface Box {
  name: string;
  doses: number[]; // how long each of them takes (ms)
  given: number;
  breakdown: number | undefined; // before which dose the station breaks down, if it does
}

function makeBox(name: string, doses: number, dice: ReturnType<typeof random>): Box {
  const breakdown = dice.int(1, 6) === 1 ? dice.int(0, doses - 1) : undefined;
  return { name, doses: Array.from({ length: doses }, () => dice.int(1, 100)), given: 0, breakdown };
}

// A station gives the doses of one box; then its task ends.
async function station(box: Box, signal: AbortSignal): Promise<void> {
  log(`opens ${box.name}`);
  while (box.given < box.doses.length) {
    if (box.given === box.breakdown) {
      box.breakdown = undefined;
      log(`breaks down, ${box.doses.length - box.given} of ${box.doses.length} doses left in ${box.name}`);
      throw new Error('no power');
    }
    await sleep(box.doses[box.given]!, { signal });
    box.given += 1;
  }
  log(`${box.name} is empty`);
}

export async function main(args: string[]): Promise<void> {
  const known = { stations: count(3, 99), boxes: count(8), doses: count(25), seed: count(50) };
  const { stations, boxes, doses, seed } = settings(args, known);
  const dice = random(seed);
  const pile = Array.from({ length: boxes }, (_, n) => makeBox(`box ${n + 1}`, doses, dice));
  const seconds = pile.flatMap((box) => box.doses).reduce((sum, ms) => sum + ms, 0) / 1000;
  const empty: Box[] = [];
  const atWork = new Map<Task<void>, Box>();
  const openNext = (name: string) => {
    const box = pile.shift();
    if (box)
      atWork.set(
        createTask((signal) => station(box, signal), { name }),
        box,
      );
  };

  for (let n = 1; n <= stations; n += 1) openNext(`station ${n}`);
  while (atWork.size > 0) {
    const { done } = await wait([...atWork.keys()], { until: 'first-completed' });
    // Usually one task, but several may have ended by the time main gets here.
    for (const task of done) {
      const box = atWork.get(task)!;
      atWork.delete(task);
      if (task.state === 'fulfilled') empty.push(box);
      else pile.unshift(box); // what is left in it must not be lost
      openNext(task.name);
    }
  }
  log(`${empty.length} boxes are empty, ${empty.reduce((sum, box) => sum + box.given, 0)} doses are given`);
  log(`${seconds.toFixed(1)} s of work / ${stations} = ${(seconds / stations).toFixed(1)} s at each station`);
}

await run(main, import.meta);
