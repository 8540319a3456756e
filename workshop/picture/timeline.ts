import { Chalk, type ChalkInstance } from 'chalk';
import {
  fitted,
  lanesOf,
  lastMoment,
  ticks,
  verdict,
  type Drawable,
  type Lane,
  type Mark,
  type TitledRun,
} from './lanes.ts';

export interface TimelineOptions {
  /** Columns of the terminal; 24 at least. */
  width: number;
  /** Whether to colour; shapes tell everything without it. */
  colour?: boolean;
}

const signs = { runs: '█', waits: '─', says: '●', cancelled: '×', failed: '!' };
const meaning = {
  runs: 'runs',
  waits: 'waits',
  says: 'says something',
  cancelled: 'cancelled',
  failed: 'failed',
};
type Sign = keyof typeof signs;

const mostLanes = 60;

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
export function timelines(runs: TitledRun[], { width: asked, colour = false }: TimelineOptions): string {
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const width = Math.max(24, Math.floor(asked));
  const end = lastMoment(runs);
  const drawn = runs.map(({ title, run }) => ({ title, total: verdict(run), lanes: lanesOf(run) }));
  const names = drawn.flatMap(({ lanes }) => lanes.slice(0, mostLanes).map((lane) => [...lane.name].length));
  const label = Math.min(Math.max(4, ...names), Math.floor(width / 3));
  const columns = width - label - 2;
  const column = (at: number) => Math.floor((at / end) * (columns - 1));
  const used = new Set<Sign>();

  const rows = drawn.flatMap(({ title, total, lanes }) => {
    const shown = lanes.slice(0, mostLanes).map((lane) => {
      const cells = cellsOf(lane, column);
      for (const sign of cells) if (sign) used.add(sign);
      return `${fitted(lane.name, label).padEnd(label)}  ${painted(cells, paint)}`;
    });
    const more = lanes.length > mostLanes ? [`… and ${lanes.length - mostLanes} more lanes`] : [];
    const heading = title === '' ? [] : [paint.bold(fitted(`${title}: ${total}`, width))];
    return [...heading, ...shown, ...more, ...(title === '' ? [] : [''])];
  });
  const legend = (Object.keys(signs) as Sign[])
    .filter((sign) => used.has(sign))
    .map((sign) => `${signs[sign]} ${meaning[sign]}`);
  const totals = drawn.filter(({ title }) => title === '').map(({ total }) => paint.bold(total));
  return [
    ...rows,
    ...axis(end, columns, column).map((row) => ' '.repeat(label + 2) + row),
    ...wrapped(legend, width),
    ...totals,
  ].join('\n');
}

/** One sign a column. What runs covers what is said, and a bad end covers everything. */
function cellsOf(lane: Lane, column: (at: number) => number): (Sign | undefined)[] {
  const cells: (Sign | undefined)[] = [];
  const stretch = (kind: 'runs' | 'waits') => {
    for (const { from, to } of lane.stretches.filter((each) => each.kind === kind)) {
      cells[column(from)] = kind;
      for (let at = column(from) + 1; at < column(to); at += 1) cells[at] = kind;
    }
  };
  const marks = (kinds: Mark['kind'][]) => {
    for (const { kind, at } of lane.marks) if (kinds.includes(kind)) cells[column(at)] = kind;
  };
  stretch('waits');
  marks(['says']);
  stretch('runs');
  marks(['cancelled', 'failed']);
  return Array.from(cells);
}

function painted(cells: (Sign | undefined)[], paint: ChalkInstance): string {
  const colours = { '█': paint.green, '─': paint.dim, '●': paint.cyan, '×': paint.yellow, '!': paint.red };
  const row = cells.map((sign) => (sign ? signs[sign] : ' ')).join('');
  return row.replace(/([█─●×!])\1*/g, (same, sign: keyof typeof colours) => colours[sign](same));
}

function axis(end: number, columns: number, column: (at: number) => number): [string, string] {
  const line = Array.from({ length: columns }, () => '─');
  let labels = '';
  for (const { at, label } of ticks(end, columns / 9)) {
    const place = column(at);
    line[place] = '┴';
    const start = Math.min(Math.max(0, place - Math.floor(label.length / 2)), columns - label.length);
    labels = labels.padEnd(start) + label;
  }
  return [line.join(''), labels];
}

function wrapped(parts: string[], width: number): string[] {
  const rows: string[] = [];
  for (const part of parts) {
    const longer = rows.length > 0 ? `${rows.at(-1)}   ${part}` : part;
    if (rows.length > 0 && longer.length <= width) rows[rows.length - 1] = longer;
    else rows.push(part);
  }
  return rows;
}
