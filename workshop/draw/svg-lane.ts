import { placeLabels, type Label } from './svg-labels.ts';
import { letter, markShape, round, stateShape, text, titled } from './svg-shapes.ts';
import type { Lane, Stretch } from './lanes.ts';
import { inWords, type MarkKind, type State } from './states.ts';
import { columns, fitted, inSeconds } from './text.ts';

/** Where a lane is drawn: from which pixel to which, and how a time becomes one. */
export interface Space {
  left: number;
  width: number;
  x: (at: number) => number;
  /** Whether names are written above their lanes, since there is no room beside them. */
  narrow: boolean;
  /** Whether there are so many lanes that only shapes are drawn; words are where the mouse rests. */
  dense: boolean;
}

/** More rows of words above one lane are read by nobody; the rest is where the mouse rests. */
const mostRows = 12;
/** A wait of fewer pixels shows no shape of its own. */
const shortest = 30;
const row = { words: 13, lane: 26, dense: 14, name: 17, caption: 11 };

/** @returns the parts of the picture, the height they take, where the line of the lane is, and how many words have no room */
export function laneSvg(
  lane: Lane,
  space: Space,
  top: number,
): { parts: string[]; height: number; y: number; unplaced: number } {
  const { narrow, dense } = space;
  const { placed, levels, unplaced } = dense
    ? { placed: [], levels: 0, unplaced: 0 }
    : placeLabels(
        labelsOf(lane, space),
        { left: space.left - 6, right: space.width - 8 },
        letter.small,
        mostRows,
      );
  const captions = dense ? [] : captionsOf(lane, space);
  const nameRow = narrow ? row.name : 0;
  const below = captions.length > 0 ? row.caption : 0;
  const height = nameRow + levels * row.words + (dense ? row.dense : row.lane) + below;
  const y = top + height - below - (dense ? 7 : 13);
  const room = Math.floor(
    (narrow ? space.width - 20 : space.left - 20) / (dense ? letter.small : letter.normal),
  );
  const name = text(dense ? 'text small' : 'text', 12, narrow ? top + 13 : y + 4, fitted(lane.name, room));
  const parts = [columns(lane.name) > room ? titled(name, lane.name) : name];
  for (const { x, start, rows, level } of placed) {
    const base = y - 13 - level * row.words;
    if (level > 0 || start < x - 4) parts.push(`<path class="lead" d="M${round(x)} ${y - 5}V${base - 3}"/>`);
    for (const [index, words] of rows.entries())
      parts.push(text('soft small halo', start, base - (rows.length - 1 - index) * row.words, words));
  }
  for (const { x, words } of captions) parts.push(text('soft tiny halo', x, y + 16, words));
  return { parts: [...parts, ...shapesOf(lane, space, y)], height, y, unplaced };
}

function shapesOf({ name, stretches, marks }: Lane, { x, dense }: Space, y: number): string[] {
  const parts = joined(stretches, x).map(({ state, from, to, text: what }) => {
    const shape = stateShape(state, x(from), x(to), y);
    const words = state === 'runs' ? `runs${what === '' ? '' : `: ${what}`}` : inWords(state, what);
    const inside = !dense && fitsInside(x(to) - x(from), what) && state === 'runs';
    const label = inside ? text('on small', (x(from) + x(to)) / 2, y + 4, what, 'middle') : '';
    return titled(shape + label, `${name} ${words}, ${inSeconds(from)} to ${inSeconds(to)}`);
  });
  // The block that these words open tells them; a bad end is seen without them; and dots upon dots are one.
  const told = new Set(stretches.flatMap(({ state, from }) => (state === 'runs' ? [from] : [])));
  for (const { kind, at } of marks)
    if (kind === 'cancelled' || kind === 'failed' || kind === 'killed') told.add(at);
  let last = -Infinity;
  for (const { kind, at, text: words } of marks) {
    if (kind === 'says' && (told.has(at) || x(at) - last < 1)) continue;
    if (kind === 'says') last = x(at);
    parts.push(titled(markShape(kind, x(at), y), `${inSeconds(at)} ${name}: ${words}`));
  }
  return parts;
}

/** Short waits of one kind, one after the other, are drawn in one go: their shapes would not be seen. */
function joined(stretches: Stretch[], x: Space['x']): Stretch[] {
  const parts: Stretch[] = [];
  for (const stretch of stretches) {
    const last = parts.at(-1);
    const isShort =
      x(stretch.to) - x(stretch.from) < shortest || (last && x(last.to) - x(last.from) < shortest);
    if (last?.state === stretch.state && last.to === stretch.from && last.state !== 'runs' && isShort) {
      if (last.text !== stretch.text) last.text = '';
      last.to = stretch.to;
    } else parts.push({ ...stretch });
  }
  return parts;
}

/** What is written above a lane: all that is said, and what an endless wait is for. A block that has room holds its own. */
function labelsOf({ stretches, marks }: Lane, { x }: Space): Label[] {
  const runs = new Map(
    stretches.flatMap((each) => (each.state === 'runs' ? [[each.from, each] as const] : [])),
  );
  return marks.flatMap(({ kind, at, text: words }): Label[] => {
    if (!labelled.has(kind) || words === '') return [];
    const run = kind === 'says' ? runs.get(at) : undefined;
    if (run?.text !== words) return [{ x: x(at), words }];
    return fitsInside(x(run.to) - x(run.from), words) ? [] : [{ x: x(at), words }];
  });
}

/** What is written below a lane: what it waits for, where that has room until the next of these. A sleep has nothing to tell. */
function captionsOf({ stretches, marks }: Lane, { x, width }: Space): Label[] {
  const waits = stretches.filter(({ state, text: what }) => named.has(state) && what !== '');
  // What an endless wait is for is written above the lane already.
  const open = marks.find(({ kind }) => kind === 'open');
  return waits.flatMap(({ from, to, text: words }, index) => {
    const start = x(from) + 6;
    if (to === open?.at || x(to) - x(from) < shortest) return [];
    const end = waits[index + 1] ? x(waits[index + 1]!.from) : width - 8;
    return start + columns(words) * letter.tiny < end ? [{ x: start, words }] : [];
  });
}

const named = new Set<State>(['task', 'queue', 'slot', 'lease']);
const labelled = new Set<MarkKind>(['says', 'expired', 'open']);

function fitsInside(width: number, words: string): boolean {
  return words !== '' && columns(words) * letter.small <= width - 6;
}
