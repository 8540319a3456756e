import { endingTitle } from '../runtime/ending.ts';
import type { Busy } from '../runtime/run-program.ts';
import { stretchesOf, together, type Sources, type Stretch } from './lane-life.ts';
import { sourcesOf, type Drawable, type Wake } from './lane-sources.ts';
import { oneLine } from './text.ts';
import { processLanes } from './process-lanes.ts';
import type { MarkKind } from './states.ts';

export type { Stretch } from './lane-life.ts';
export type { Drawable, Wake } from './lane-sources.ts';

export interface TitledRun {
  title: string;
  run: Drawable;
}

/** A moment of a lane. */
export interface Mark {
  kind: MarkKind;
  at: number;
  text: string;
}

export interface Lane {
  name: string;
  /** The lanes of one process, if it is not the program's own, share this, and follow each other. */
  process?: string;
  /** In order of time; none overlaps another. */
  stretches: Stretch[];
  marks: Mark[];
}

/** The last moment of a run: cleanup after the end of `main` still belongs to it. At least 1 ms. */
export function endOf({ elapsed, lines, busy = [], tasks = [] }: Drawable): number {
  const last = [...lines.slice(-1).map(({ at }) => at), ...busy.slice(-1).map(({ to }) => to)];
  return tasks.reduce((end, { ended = 0 }) => Math.max(end, ended), Math.max(1, elapsed, ...last));
}

/** The lanes of a run in the order in which they began, and who wakes whom. */
export function lanesOf(run: Drawable): { lanes: Lane[]; wakes: Wake[] } {
  const { sources, wakes } = sourcesOf(run);
  const end = endOf(run);
  const isKept = keptThread(run.busy ?? []);
  const lanes = sources.flatMap((each): Lane[] => {
    const [name, marks] = [oneLine(each.name), marksOf(each, run, end)];
    if (each.process) return processLanes({ ...each.process, lane: name }, marks, end);
    const stretches = stretchesOf(each, end, isKept);
    return [{ name, marks, stretches: stretches.map((each) => ({ ...each, text: oneLine(each.text) })) }];
  });
  return { lanes, wakes: wakes.map((wake) => ({ ...wake, by: oneLine(wake.by), who: oneLine(wake.who) })) };
}

/** What is less than a millisecond does not count: on the real clock nothing is exact. */
const breath = 1;

/** Tells whether the thread was kept all the time between two moments. */
function keptThread(busy: Busy[]): (from: number, to: number) => boolean {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of busy) {
    const last = joined.at(-1);
    if (last && from - last.to < breath) last.to = to;
    else joined.push({ from, to });
  }
  return (from, to) => joined.some((span) => span.from - breath < from && to < span.to + breath);
}

function marksOf(sources: Sources, run: Drawable, end: number): Mark[] {
  const { lines, waits, ready, late, tasks } = sources;
  const marks = lines.map(({ at, text }): Mark => ({ kind: 'says', at, text: oneLine(text) }));
  // On the real clock every timer is a little late.
  const isLate = (from: number, to: number) => to - from > end / 200;
  const missed = new Set(ready.flatMap(({ from, to = from }) => (isLate(from, to) ? [from] : [])));
  const dues = waits.flatMap(({ due, to }) =>
    due !== undefined && due === to && missed.has(due) ? [due] : [],
  );
  dues.push(...late.flatMap(({ due, at }) => (isLate(due, at) ? [due] : [])));
  for (const at of new Set(dues)) marks.push({ kind: 'due', at, text: 'was due here' });
  for (const { state, ended: at } of tasks) {
    const kind = state === 'rejected' ? 'failed' : state;
    if (at === undefined || (kind !== 'failed' && kind !== 'cancelled')) continue;
    if (!marks.some((mark) => mark.kind === kind && mark.at === at)) marks.push({ kind, at, text: kind });
  }
  const open = openEnd(sources, run);
  if (open !== undefined) marks.push({ kind: 'open', at: end, text: oneLine(open) });
  return marks.sort((one, other) => one.at - other.at);
}

/** What a lane still waits for when the run is over, if it has not ended: `waits in queue.get()`. */
function openEnd({ waits, tasks }: Sources, { outcome, unanswered = [] }: Drawable): string | undefined {
  const open = waits.filter(({ to }) => to === undefined);
  const isTold = (name: string) => unanswered.some((words) => words.startsWith(`${name} waits `));
  const alive = tasks.filter(({ ended }) => ended === undefined);
  // A program that ended waited for all that can end. One that failed on the spot was cut off.
  if (outcome.kind === 'finished' || outcome.kind === 'failed') {
    if (!alive.some(({ name }) => isTold(name))) return undefined;
  } else if (alive.length === 0 && open.length === 0) return undefined;
  const what = together(open);
  return `waits ${what === '' ? 'for a promise that nobody settles' : what}`;
}

/** How the run ended: `total 1.4 s`, or what went wrong and when. */
export function verdict({ elapsed, outcome, unanswered = [] }: Drawable): string {
  const hasEnded = outcome.kind === 'finished' || outcome.kind === 'failed';
  const deaf =
    hasEnded && unanswered.length > 0 ? `; asked to stop, without an answer: ${unanswered.join('; ')}` : '';
  return oneLine(`${endingTitle(outcome, elapsed)}${deaf}`);
}
