import type { Run } from '../runtime/run-program.ts';
import { columns, inSeconds, oneLine } from './text.ts';

/** A part of a lane's life: it runs and nothing else can, or it waits. Its name is the line that opened it. */
export interface Stretch {
  kind: 'runs' | 'waits';
  from: number;
  to: number;
  name: string;
}

/** A moment of a lane: it says something, or it ends in a way that must be seen. */
export interface Mark {
  kind: 'says' | 'cancelled' | 'failed';
  at: number;
  text: string;
}

export interface Lane {
  name: string;
  /** In order of time; none overlaps another. */
  stretches: Stretch[];
  marks: Mark[];
}

/** The part of a `Run` that timelines are drawn from. */
export type Drawable = Pick<Run, 'lines' | 'busy' | 'endings' | 'elapsed' | 'outcome'>;

export interface TitledRun {
  title: string;
  run: Drawable;
}

/** What every timeline shows, before it has a form: runs one above the other, on one scale. */
export interface Outline {
  /** The end of the time axis, in milliseconds. */
  end: number;
  /** The columns that the longest name of a lane takes, but no fewer than four. */
  widest: number;
  runs: { title: string; heading: string; total: string; lanes: Lane[]; more: string[] }[];
}

/** More do not fit on any screen; the others are counted. */
const mostLanes = 60;

export function outlineOf(runs: TitledRun[]): Outline {
  const drawn = runs.map(({ title, run }) => {
    const lanes = lanesOf(run);
    const total = verdict(run);
    const unseen = lanes.splice(mostLanes).length;
    const more = unseen > 0 ? [`… and ${unseen} more lanes`] : [];
    return { title, heading: title === '' ? total : `${title}: ${total}`, total, lanes, more };
  });
  // Cleanup after the end of `main` still fits.
  const ends = runs.flatMap(({ run: { elapsed, lines, busy, endings } }) => [
    elapsed,
    ...[lines.at(-1)?.at, busy.at(-1)?.to, endings.at(-1)?.at].map((at = 0) => at),
  ]);
  const widest = Math.max(4, ...drawn.flatMap(({ lanes }) => lanes.map(({ name }) => columns(name))));
  return { end: Math.max(1, ...ends), widest, runs: drawn };
}

/**
 * The lanes of a run in the order of first word. A lane lives from its first line to its ending, or to its last line
 * if it is no task. When it speaks again later, as a task of the same name does, it lives again.
 */
export function lanesOf({ lines, busy, endings }: Drawable): Lane[] {
  const lanes = new Map<string, Pick<Run, 'lines' | 'busy' | 'endings'>>();
  const lane = (name: string) => {
    const found = lanes.get(name) ?? { lines: [], busy: [], endings: [] };
    lanes.set(name, found);
    return found;
  };
  for (const each of lines) lane(each.lane).lines.push(each);
  for (const each of busy) lane(each.lane).busy.push(each);
  for (const each of endings) lane(each.lane).endings.push(each);
  return [...lanes].map(([name, own]) => ({
    name: oneLine(name),
    stretches: stretchesOf(own),
    marks: marksOf(own),
  }));
}

function stretchesOf({ lines, busy, endings }: Pick<Run, 'lines' | 'busy' | 'endings'>): Stretch[] {
  const spoken = lines.map((line) => line.at);
  // Between the end of a task and the first word of the next one of that name there is nothing to draw. Two lines at
  // the time of the end mean that the next one began immediately.
  const ends = endings.map((ending) => ending.at);
  const pauses = new Set(ends.filter((at) => spoken.lastIndexOf(at) === spoken.indexOf(at)));
  const moments = new Set([...spoken, ...busy.flatMap(({ from, to }) => [from, to]), ...pauses]);
  const points = [...moments].sort((one, other) => one - other);
  let line = 0;
  let work = 0;
  return points.slice(0, -1).flatMap((from, index): Stretch[] => {
    while (line + 1 < lines.length && lines[line + 1]!.at <= from) line += 1;
    while (work < busy.length && busy[work]!.to <= from) work += 1;
    const runs = (busy[work]?.from ?? Infinity) <= from;
    if (!runs && pauses.has(from)) return [];
    const name = oneLine(lines[line]?.text ?? '');
    return [{ kind: runs ? 'runs' : 'waits', from, to: points[index + 1]!, name }];
  });
}

function marksOf({ lines, endings }: Pick<Run, 'lines' | 'endings'>): Mark[] {
  const said = lines.map(({ at, text }): Mark => ({ kind: 'says', at, text: oneLine(text) }));
  const ended = endings.flatMap(({ at, state }): Mark[] => {
    if (state === 'fulfilled') return [];
    const kind = state === 'cancelled' ? 'cancelled' : 'failed';
    return [{ kind, at, text: kind }];
  });
  return [...said, ...ended].sort((one, other) => one.at - other.at);
}

/** How the run ended: `total 1.4 s`, or what went wrong and when. */
export function verdict({ elapsed, outcome }: Drawable): string {
  const time = inSeconds(elapsed);
  if (outcome.kind === 'failed') return `failed after ${time}`;
  if (outcome.kind === 'deadlocked') return `stuck at ${time}: ${outcome.waiting.map(oneLine).join('; ')}`;
  if (outcome.kind === 'runaway') return `stopped at ${time}: ${oneLine(outcome.reason)}`;
  return `total ${time}`;
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
