import { stripVTControlCharacters } from 'node:util';
import type { Busy, Ending, Line, Run } from '../run.ts';

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

/**
 * The lanes of a run in the order of first word. A lane lives from its first line to its ending, or to its last line
 * if it is no task. When it speaks again later, as a task of the same name does, it lives again.
 */
export function lanesOf(run: Drawable): Lane[] {
  const lanes = new Map<string, { lines: Line[]; busy: Busy[]; endings: Ending[] }>();
  const lane = (name: string) => {
    let found = lanes.get(name);
    if (!found) lanes.set(name, (found = { lines: [], busy: [], endings: [] }));
    return found;
  };
  for (const line of run.lines) lane(line.lane).lines.push(line);
  for (const busy of run.busy) lane(busy.lane).busy.push(busy);
  for (const ending of run.endings) lane(ending.lane).endings.push(ending);
  return [...lanes].map(([name, { lines, busy, endings }]) => ({
    name: oneLine(name),
    stretches: stretchesOf(lines, busy, endings),
    marks: [...lines.map(saying), ...endings.flatMap(badEnd)].sort((a, b) => a.at - b.at),
  }));
}

function stretchesOf(lines: Line[], busy: Busy[], endings: Ending[]): Stretch[] {
  const spoken = lines.map((line) => line.at);
  // Between the end of a task and the first word of the next one of that name there is nothing to draw. Two lines in
  // the moment of the end mean that the next one began at once.
  const ends = endings.map((ending) => ending.at);
  const pauses = new Set(ends.filter((at) => spoken.lastIndexOf(at) === spoken.indexOf(at)));
  const points = [...new Set([...spoken, ...busy.flatMap(({ from, to }) => [from, to]), ...pauses])].sort(
    (a, b) => a - b,
  );
  const stretches: Stretch[] = [];
  let line = 0;
  let work = 0;
  points.slice(0, -1).forEach((from, index) => {
    const to = points[index + 1]!;
    while (line + 1 < lines.length && lines[line + 1]!.at <= from) line += 1;
    while (work < busy.length && busy[work]!.to <= from) work += 1;
    const runs = (busy[work]?.from ?? Infinity) <= from;
    if (!runs && pauses.has(from)) return;
    stretches.push({ kind: runs ? 'runs' : 'waits', from, to, name: oneLine(lines[line]?.text ?? '') });
  });
  return stretches;
}

function saying({ at, text }: Line): Mark {
  return { kind: 'says', at, text: oneLine(text) };
}

function badEnd({ at, state }: Ending): Mark[] {
  if (state === 'cancelled') return [{ kind: 'cancelled', at, text: 'cancelled' }];
  return state === 'rejected' ? [{ kind: 'failed', at, text: 'failed' }] : [];
}

/** Text for one row of a picture: no line breaks, no colours, nothing that moves the cursor. */
export function oneLine(text: string): string {
  return stripVTControlCharacters(text).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** Shortens a text that does not fit, and says so with `…`. */
export function fitted(text: string, length: number): string {
  const letters = [...text];
  return letters.length <= length ? text : `${letters.slice(0, Math.max(0, length - 1)).join('')}…`;
}

/** The end of the time axis: cleanup after the end of `main` still fits. */
export function lastMoment(runs: TitledRun[]): number {
  const moments = runs.flatMap(({ run }) => [
    run.elapsed,
    run.lines.at(-1)?.at ?? 0,
    run.busy.at(-1)?.to ?? 0,
    run.endings.at(-1)?.at ?? 0,
  ]);
  return Math.max(...moments, 1);
}

/** Milliseconds as seconds, with as many digits as it needs: `1.4 s`, `5.05 s`. */
export function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(3).replace(/0{1,2}$/, '')} s`;
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
