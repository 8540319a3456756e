import { Chalk, type ChalkInstance } from 'chalk';
import { wrap } from './wrap.ts';
import { outlineOf, ticks, type Drawable, type Lane, type TitledRun } from './lanes.ts';
import { fitted, padded } from './text.ts';

export interface TimelineOptions {
  /** Columns of the terminal; 24 at least. */
  width: number;
  /** Whether to colour; shapes tell everything without it. */
  colour?: boolean;
}

/** How a moment looks. What comes later covers what came before: work hides words, and a bad end hides everything. */
const signs = [
  { kind: 'waits', sign: '─', colour: 'dim', meaning: 'waits' },
  { kind: 'says', sign: '●', colour: 'cyan', meaning: 'says something' },
  { kind: 'runs', sign: '█', colour: 'green', meaning: 'runs' },
  { kind: 'cancelled', sign: '×', colour: 'yellow', meaning: 'cancelled' },
  { kind: 'failed', sign: '!', colour: 'red', meaning: 'failed' },
] as const;

/**
 * Draws a run for the terminal: one lane a row, in the order of first word, on one axis of time.
 *
 * @param run what `runProgram` returned
 * @returns lines of at most `width` columns, the last with the total
 *
 * @example
 * console.log(timeline(await runProgram(() => main([])), { width: 80 }));
 */
export function timeline(run: Drawable, options: TimelineOptions): string {
  return timelines([{ title: '', run }], options);
}

/**
 * Draws runs one above the other on the same scale, so that their lengths can be compared at a glance.
 *
 * @example
 * console.log(timelines([{ title: 'one by one', run: first }, { title: 'together', run: second }], { width: 80 }));
 */
export function timelines(titled: TitledRun[], { width: asked, colour = false }: TimelineOptions): string {
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const width = Math.max(24, Math.floor(asked));
  const { end, widest, runs } = outlineOf(titled);
  const label = Math.min(widest, Math.floor(width / 3));
  const length = width - label - 2;
  const column = (at: number) => Math.floor((at / end) * (length - 1));
  const used = new Set<string>();
  const rowOf = (lane: Lane) => {
    const cells = cellsOf(lane, column);
    for (const sign of cells) used.add(sign);
    return `${padded(fitted(lane.name, label), label)}  ${painted(cells.join(''), paint)}`;
  };
  const rows = runs.flatMap(({ title, heading, lanes, more }) => [
    ...(title === '' ? [] : [paint.bold(fitted(heading, width))]),
    ...[...lanes.map(rowOf), ...more],
    ...(title === '' ? [] : ['']),
  ]);
  // Each sign stays with its meaning.
  const legend = signs.filter(({ sign }) => used.has(sign));
  const words = legend.map(({ sign, meaning }) => `${sign} ${meaning}`.replaceAll(' ', '\u00a0'));
  return [
    ...rows,
    ...axis(end, length, column).map((row) => ' '.repeat(label + 2) + row),
    ...wrap(words.join('\u00a0\u00a0 '), width).map((row) => row.replaceAll('\u00a0', ' ').trimEnd()),
    ...runs.flatMap(({ title, total }) => (title === '' ? [paint.bold(total)] : [])),
  ].join('\n');
}

/** One sign a column. */
function cellsOf({ stretches, marks }: Lane, column: (at: number) => number): string[] {
  const cells: (string | undefined)[] = [];
  for (const { kind, sign } of signs) {
    for (const { from, to } of stretches.filter((each) => each.kind === kind)) {
      cells[column(from)] = sign;
      for (let at = column(from) + 1; at < column(to); at += 1) cells[at] = sign;
    }
    for (const { at } of marks.filter((each) => each.kind === kind)) cells[column(at)] = sign;
  }
  return Array.from(cells, (sign) => sign ?? ' ');
}

function painted(row: string, paint: ChalkInstance): string {
  return signs.reduce(
    (text, { sign, colour }) => text.replace(new RegExp(`${sign}+`, 'g'), (same) => paint[colour](same)),
    row,
  );
}

function axis(end: number, length: number, column: (at: number) => number): [string, string] {
  const line = Array.from({ length }, () => '─');
  let labels = '';
  for (const { at, label } of ticks(end, length / 9)) {
    const place = column(at);
    line[place] = '┴';
    const start = Math.min(Math.max(0, place - Math.floor(label.length / 2)), length - label.length);
    labels = labels.padEnd(start) + label;
  }
  return [line.join(''), labels];
}
