import type { Step } from '../record/loop-steps.ts';

/** Steps that share a row: one, or many that repeat the `cycle` steps before them. */
export interface Fold {
  index: number;
  steps: Step[];
  cycle: number;
}

/** How many steps a loop may take each time round, and how often it is shown before it is folded. */
const longestCycle = 4;
const fewest = 5;

/** Finds what only repeats: `for` loops with an `await` in them, a hundred callbacks of one line. */
export function foldsOf(steps: Step[]): Fold[] {
  const signatures = steps.map(signatureOf);
  const folds: Fold[] = [];
  for (let index = 0; index < steps.length;) {
    const { cycle, times } = repeats(signatures, index);
    for (let at = 0; at < Math.max(1, cycle); at += 1)
      folds.push({ index: index + at, steps: [steps[index + at]!], cycle: 0 });
    index += Math.max(1, cycle);
    if (cycle === 0) continue;
    const length = cycle * (times - 1);
    folds.push({ index, steps: steps.slice(index, index + length), cycle });
    index += length;
  }
  return folds;
}

/** How many steps from here on are repeated, and how often they come in all; a cycle of 0 when they are not. */
function repeats(signatures: string[], from: number): { cycle: number; times: number } {
  for (let cycle = 1; cycle <= longestCycle; cycle += 1) {
    let same = from + cycle;
    while (same < signatures.length && signatures[same] === signatures[same - cycle]) same += 1;
    const times = Math.floor((same - from) / cycle);
    if (times >= fewest) return { cycle, times };
  }
  return { cycle: 0, times: 1 };
}

/** What a step does, whichever of many calls of one function does it. */
function signatureOf({ who, name, from, line, resumes, until, ends }: Step): string {
  const own = name !== '' && who.startsWith(`${name} `) ? name : who;
  return JSON.stringify([own, name, from, line, resumes, until?.line, ends]);
}
