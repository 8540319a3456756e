import type { Outlined } from './outline.ts';
import { arrowShape, frameShape, letter, markShape, stateShape, text } from './svg-shapes.ts';
import { inOrder, signs, type MarkKind, type State } from './states.ts';
import { columns } from './text.ts';

const marks = new Set<State | MarkKind>(['says', 'due', 'cancelled', 'failed', 'killed', 'expired', 'open']);
const swatch = 26;

/** Every shape that the picture uses, with its meaning in words. */
export function legendSvg(
  runs: Outlined[],
  arrows: boolean,
  width: number,
  top: number,
): { parts: string[]; height: number } {
  const used = new Set(
    runs.flatMap(({ lanes }) =>
      lanes.flatMap((lane) => [
        ...lane.stretches.map(({ state }) => state),
        ...lane.marks.map(({ kind }) => kind),
      ]),
    ),
  );
  const items = inOrder
    .filter((kind) => used.has(kind))
    .map((kind) => ({
      words: signs[kind].meaning,
      wake: false,
      draw: (x: number, y: number) =>
        marks.has(kind)
          ? markShape(kind as MarkKind, x + swatch / 2, y)
          : stateShape(kind as State, x, x + swatch, y),
    }));
  if (runs.some(({ lanes }) => lanes.some(({ process }) => process !== undefined)))
    items.push({
      words: 'a process of its own',
      wake: false,
      draw: (x, y) => frameShape(x, y - 8, swatch, 16),
    });
  if (arrows && runs.some(({ wakes }) => wakes.length > 0))
    items.push({
      words: 'wakes, or asks to stop',
      wake: true,
      draw: (x, y) => arrowShape(x + swatch / 2, y - 13, y + 14),
    });
  const parts: string[] = [];
  let [x, y] = [12, top + 14];
  for (const { words, wake, draw } of items) {
    const needed = swatch + 8 + columns(words) * letter.small + 18;
    if (x > 12 && x + needed > width) [x, y] = [12, y + 24];
    const item = draw(x, y) + text('text small', x + swatch + 8, y + 4, words);
    parts.push(wake ? `<g class="wakes">${item}</g>` : item);
    x += needed;
  }
  return { parts, height: items.length === 0 ? 0 : y + 16 - top };
}
