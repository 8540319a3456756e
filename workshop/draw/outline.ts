import { grouped } from './alike.ts';
import { endOf, lanesOf, verdict, type Lane, type TitledRun, type Wake } from './lanes.ts';
import { columns } from './text.ts';

/** What every timeline shows of a run, before it has a form. */
export interface Outlined {
  title: string;
  /** Title and end in one: `in order: total 3.6 s`. */
  heading: string;
  total: string;
  lanes: Lane[];
  wakes: Wake[];
  /** What was left out. */
  more: string[];
}

/** Runs one above the other, on one scale. */
export interface Outline {
  /** The end of the time axis, in milliseconds. */
  end: number;
  /** The columns that the longest name of a lane takes, but no fewer than four. */
  widest: number;
  runs: Outlined[];
}

/** More than anybody looks through; the others are counted. */
const mostLanes = 250;
/** From so many on, lanes that do the same are drawn as one. */
const manyLanes = 24;

/** A wait that is a smaller part of the whole than this is not seen; on the real clock there are many of these. */
const smallest = 1 / 400;

/** @param options.group draws lanes that do the same at the same times as one, also where they are few */
export function outlineOf(
  runs: TitledRun[],
  { group = false }: { group?: boolean | undefined } = {},
): Outline {
  const end = Math.max(...runs.map(({ run }) => endOf(run)));
  const drawn = runs.map(({ title, run }): Outlined => {
    const whole = lanesOf(run);
    const all = { ...whole, lanes: whole.lanes.map((lane) => withoutSpecks(lane, end * smallest)) };
    const { lanes, wakes } = group || all.lanes.length > manyLanes ? grouped(all) : all;
    const total = verdict(run);
    const unseen = lanes.splice(mostLanes).length;
    const more = unseen > 0 ? [`… and ${unseen} more lanes`] : [];
    const names = new Set(lanes.map(({ name }) => name));
    const shown = wakes.filter(({ by, who }) => names.has(by) && names.has(who));
    return { title, heading: title === '' ? total : `${title}: ${total}`, total, lanes, wakes: shown, more };
  });
  const widest = Math.max(4, ...drawn.flatMap(({ lanes }) => lanes.map(({ name }) => columns(name))));
  return { end, widest, runs: drawn };
}

/** Adds waits that nobody would see to what comes before them. */
function withoutSpecks(lane: Lane, shortest: number): Lane {
  const stretches: Lane['stretches'] = [];
  for (const stretch of lane.stretches) {
    const last = stretches.at(-1);
    if (stretch.state === 'runs' || stretch.to - stretch.from >= shortest) stretches.push({ ...stretch });
    else if (last && last.state !== 'runs' && last.to === stretch.from) last.to = stretch.to;
  }
  return { ...lane, stretches };
}

/** Round times for the axis, at most `most` of them, with as many digits as they need. */
export function ticks(end: number, most: number): { at: number; label: string }[] {
  let step = 1;
  for (let index = 0; end / step > Math.max(1, most); index += 1)
    step = [1, 2, 5][index % 3]! * 10 ** Math.floor(index / 3);
  const digits = step >= 100 ? 1 : step >= 10 ? 2 : 3;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => ({
    at: index * step,
    label: `${((index * step) / 1000).toFixed(digits)}s`,
  }));
}
