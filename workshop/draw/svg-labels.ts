import { columns } from './text.ts';
import { wrap } from './wrap.ts';

/** Words that belong to a place in a lane. */
export interface Label {
  x: number;
  words: string;
}

/** Words that have found their place: `level` 0 is the row next to the lane, 1 the one above it. */
export interface Placed extends Label {
  start: number;
  rows: string[];
  level: number;
}

/**
 * Finds a place above the lane for each label, so that none is cut and none covers another: long ones take several rows,
 * and what does not fit beside its neighbour goes one row higher.
 *
 * @param room the left and the right end of what may be written on, in pixels
 * @param letter the width of a letter
 * @returns what is placed, and how many found no place in so many rows
 */
export function placeLabels(
  labels: Label[],
  { left, right }: { left: number; right: number },
  letter: number,
  mostRows: number,
): { placed: Placed[]; levels: number; unplaced: number } {
  const taken: { start: number; end: number }[][] = [];
  const placed: Placed[] = [];
  let unplaced = 0;
  // From right to left: the mark of a label is then beside its neighbours and not below them.
  const inTurn = labels.map((label, index) => ({ ...label, index }));
  inTurn.sort((one, other) => other.x - one.x || other.index - one.index);
  for (const { x, words } of inTurn) {
    const rows = wrap(words, Math.max(8, Math.floor((right - left) / letter)));
    const width = Math.max(...rows.map(columns)) * letter;
    const start = Math.max(left, Math.min(x - 3, right - width));
    const end = start + width + letter;
    const isFree = (level: number) => !taken[level]?.some((each) => start < each.end && each.start < end);
    let level = 0;
    while (level < mostRows && !rows.every((_, row) => isFree(level + row))) level += 1;
    if (level + rows.length > mostRows) {
      unplaced += 1;
      continue;
    }
    for (const row of rows.keys()) (taken[level + row] ??= []).push({ start, end });
    placed.push({ x, words, start, rows, level });
  }
  return { placed: placed.reverse(), levels: taken.length, unplaced };
}
