import type { Lane, Wake } from './lanes.ts';
import { microseconds, type TraceEvent } from './trace-event.ts';

/**
 * An arrow for each time that somebody wakes another one, or asks it to stop. The format ties both ends of an arrow to
 * slices that last at their times, and a slice does not contain its own end. So an arrow leaves in the last microsecond of
 * what the one did, and arrives in the first of what the other does next, or in the last of its waiting if that was all.
 *
 * @param before how many arrows the file has already: each has a number of its own
 */
export function flowEvents(lanes: Lane[], wakes: Wake[], pid: number, before: number): TraceEvent[] {
  const threads = new Map(lanes.map((lane, at) => [lane.name, { tid: at + 1, slices: slicesOf(lane) }]));
  let id = before;
  return wakes.flatMap(({ at, by, who, kind }): TraceEvent[] => {
    const [one, other] = [threads.get(by), threads.get(who)];
    const ts = microseconds(at);
    const leaves = one && (inside(one.slices, ts - 1) ?? inside(one.slices, ts));
    const arrives = other && (inside(other.slices, ts) ?? inside(other.slices, ts - 1));
    // Somebody who only lives for that moment has no slice that could hold an end.
    if (leaves === undefined || arrives === undefined || leaves > arrives) return [];
    id += 1;
    const shared = { name: kind, cat: 'wakes', id, pid };
    return [
      { ph: 's', ...shared, tid: one!.tid, ts: leaves, args: { wakes: who } },
      { ph: 'f', bp: 'e', ...shared, tid: other!.tid, ts: arrives, args: { by } },
    ];
  });
}

interface Slice {
  from: number;
  to: number;
}

function slicesOf({ stretches }: Lane): Slice[] {
  return stretches.map(({ from, to }) => ({ from: microseconds(from), to: microseconds(to) }));
}

/** The time itself, if a slice lasts then. */
function inside(slices: Slice[], ts: number): number | undefined {
  let [low, high] = [0, slices.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (slices[middle]!.to <= ts) low = middle + 1;
    else high = middle;
  }
  const slice = slices[low];
  return slice && slice.from <= ts ? ts : undefined;
}
