import type { OtherProcess } from '../runtime/run-program.ts';
import type { Stretch } from './lane-life.ts';
import type { Lane, Mark } from './lanes.ts';
import { oneLine } from './text.ts';

/**
 * Another process as a group of lanes: its own, as long as it lives, and below it the leases that it holds. A lease goes on
 * when its holder is killed, and that is the point of the picture.
 *
 * @param says the moments of its own lane
 * @param end when the picture ends
 */
export function processLanes(process: OtherProcess, says: Mark[], end: number): Lane[] {
  const { lane: name, from, to = end, isKilled, leases } = process;
  const killed: Mark[] = isKilled ? [{ kind: 'killed', at: to, text: 'the process is killed' }] : [];
  const own: Lane = {
    ...{ name, process: name },
    stretches: [{ state: 'process', from, to, text: '' }],
    marks: [...says, ...killed].sort((one, other) => one.at - other.at),
  };
  if (leases.length === 0) return [own];
  const stretches: Stretch[] = [];
  const marks: Mark[] = [];
  for (const { what, from: taken, to: left = end, due } of leases) {
    const until = Math.min(left, due, end);
    // Of several that are held at the same time, the later ones begin where the earlier ones end.
    const begin = Math.max(taken, stretches.at(-1)?.to ?? 0);
    if (until > begin) stretches.push({ state: 'lease', from: begin, to: until, text: oneLine(what) });
    if (due === until)
      marks.push({ kind: 'expired', at: due, text: `the lease of ${oneLine(what)} runs out` });
  }
  return [own, { name: `${name}'s lease`, process: name, stretches, marks }];
}
