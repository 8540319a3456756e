import { Chalk, type ChalkInstance } from 'chalk';
import { wrap } from './wrap.ts';
import type { Drawable, Lane, TitledRun } from './lanes.ts';
import { outlineOf, ticks } from './outline.ts';
import { inOrder, signs } from './states.ts';
import { fitted, padded } from './text.ts';

export interface TimelineOptions {
  /** Columns of the terminal; 24 at least. */
  width: number;
  /** Whether to colour; shapes tell everything without it. */
  colour?: boolean;
  /** Draws lanes that do the same at the same times as one, also where they are few. */
  group?: boolean;
}

/**
 * Draws a run for the terminal: one lane a row, in the order in which they began, on one axis of time.
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
export function timelines(
  titled: TitledRun[],
  { width: asked, colour = false, group }: TimelineOptions,
): string {
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const width = Math.max(24, Math.floor(asked));
  const { end, widest, runs } = outlineOf(titled, { group });
  const hasProcesses = runs.some(({ lanes }) => lanes.some(({ process }) => process !== undefined));
  const label = Math.min(widest + (hasProcesses ? 2 : 0), Math.floor(width / 3));
  const length = width - label - 2;
  const column = (at: number) => Math.floor((at / end) * (length - 1));
  const used = new Set<string>();
  const bold = (words: string) => wrap(words, width).map((row) => paint.bold(row));
  const rowOf = (lane: Lane, _: number, lanes: Lane[]) => {
    const cells = cellsOf(lane, column);
    for (const sign of cells) used.add(sign);
    const name = hasProcesses ? `${bracketOf(lane, lanes)} ${lane.name}` : lane.name;
    return `${padded(fitted(name, label), label)}  ${painted(cells.join(''), paint)}`;
  };
  const rows = runs.flatMap(({ title, heading, lanes, more }) => [
    ...(title === '' ? [] : bold(heading)),
    ...[...lanes.map(rowOf), ...more],
    ...(title === '' ? [] : ['']),
  ]);
  // Each sign stays with its meaning.
  const legend = inOrder.map((kind) => signs[kind]).filter(({ sign }) => used.has(sign));
  const words = legend.map(({ sign, meaning }) => `${sign} ${meaning}`.replaceAll(' ', '\u00a0'));
  if (hasProcesses) words.push('┌└\u00a0a\u00a0process\u00a0of\u00a0its\u00a0own');
  return [
    ...rows,
    ...axis(end, length, column).map((row) => ' '.repeat(label + 2) + row),
    ...wrap(words.join('\u00a0\u00a0 '), width).map((row) => row.replaceAll('\u00a0', ' ').trimEnd()),
    ...runs.flatMap(({ title, total }) => (title === '' ? bold(total) : [])),
  ].join('\n');
}

/** What holds the lanes of one process together. */
function bracketOf({ name, process }: Lane, lanes: Lane[]): string {
  if (process === undefined) return ' ';
  const group = lanes.filter((each) => each.process === process);
  if (group.length === 1) return '[';
  return group[0]!.name === name ? '┌' : group.at(-1)!.name === name ? '└' : '│';
}

/** One sign a column. */
function cellsOf({ stretches, marks }: Lane, column: (at: number) => number): string[] {
  const cells: (string | undefined)[] = [];
  for (const kind of inOrder) {
    const { sign } = signs[kind];
    for (const { from, to } of stretches.filter(({ state }) => state === kind)) {
      cells[column(from)] = sign;
      for (let at = column(from) + 1; at < column(to); at += 1) cells[at] = sign;
    }
    for (const { at } of marks.filter((each) => each.kind === kind)) cells[column(at)] = sign;
  }
  return Array.from(cells, (sign) => sign ?? ' ');
}

function painted(row: string, paint: ChalkInstance): string {
  return row.replaceAll(/(\S)\1*/g, (same, sign: string) => {
    const known = inOrder.find((kind) => signs[kind].sign === sign);
    return known ? paint[signs[known].colour](same) : same;
  });
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
