import { describeInFull } from './describe.ts';
import type { TitledRun } from './lanes.ts';
import { outlineOf, ticks, type Outlined } from './outline.ts';
import { laneSvg, type Space } from './svg-lane.ts';
import { legendSvg } from './svg-legend.ts';
import { arrowShape, frameShape, letter, round, style, text, titled } from './svg-shapes.ts';
import { escaped, inSeconds } from './text.ts';
import { wrap } from './wrap.ts';

export { describeTimelines } from './describe.ts';

export interface SvgOptions {
  /** What the picture shows, in a few words. */
  title: string;
  /** Pixels; below 560 the names are written above their lanes. 760 unless told. */
  width?: number;
  /** Whether arrows tell who wakes whom. As a rule they do, as long as they can be followed. */
  arrows?: boolean | undefined;
  /** Draws lanes that do the same at the same times as one, also where they are few. */
  group?: boolean | undefined;
}

/** How wide a picture for a telephone is (px): a wider one that shrinks cannot be read. */
export const telephone = 372;
/** With more lanes than these only shapes are drawn, in lower rows. */
const mostTall = 40;
/** More arrows than these are a thicket. */
export const mostArrows = 60;

/**
 * Draws runs as one SVG image, one above the other on the same scale. It follows the reader's light or dark theme, has a
 * legend, a title, and a description for those who do not see it, and needs nothing else: no script, no font, no request.
 *
 * @param runs the runs, each with its title
 *
 * @example
 * await writeFile('timeline.svg', timelineSvg([{ title: '', run }], { title: 'Three tasks, launched in order' }));
 */
export function timelineSvg(
  runs: TitledRun[],
  { title, width = 760, arrows: asked, group }: SvgOptions,
): string {
  const { end, widest, runs: outlined } = outlineOf(runs, { group });
  const dense = outlined.reduce((sum, { lanes }) => sum + lanes.length, 0) > mostTall;
  const narrow = width < 560 && !dense;
  const longest = Math.min(widest, width < 560 ? 16 : 26);
  const left = narrow ? 18 : Math.round(longest * (dense ? letter.small : letter.normal)) + 28;
  const right = width - 26;
  const x = (at: number) => left + (at / end) * (right - left);
  const space: Space = { left, width, x, narrow, dense };
  const arrows = asked ?? outlined.every(({ wakes }) => wakes.length <= mostArrows);
  let y = 12;
  const body: string[] = [];
  const [front, lines]: [string[], string[]] = [[], []];
  for (const run of outlined) {
    const { parts, height } = runSvg(run, space, y);
    body.push(...parts);
    y += height;
  }
  const marks = ticks(end, narrow ? 5 : 8);
  for (const { at, label } of marks) {
    lines.push(`<path class="grid" d="M${round(x(at))} 12V${y + 4}"/>`);
    front.push(text('soft small', x(at), y + 18, label, 'middle'));
  }
  const legend = legendSvg(outlined, arrows, width, y + 28);
  const height = y + 34 + legend.height;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(describeInFull(outlined))}</desc>`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}" rx="6"/>`,
    ...lines,
    ...body.filter((part) => arrows || !part.startsWith(wakesGroup)),
    ...front,
    ...legend.parts,
    '</svg>\n',
  ].join('\n');
}

const wakesGroup = '<g class="wakes">';

function runSvg(
  { heading, lanes, wakes, more }: Outlined,
  space: Space,
  top: number,
): { parts: string[]; height: number } {
  const parts: string[] = [];
  let y = top;
  for (const words of wrap(heading, Math.floor((space.width - 24) / (letter.normal + 0.4)))) {
    parts.push(text('text bold halo', 12, y + 14, words));
    y += 18;
  }
  y += 4;
  const rows = new Map<string, number>();
  const drawn: string[] = [];
  let unplaced = 0;
  const frames = new Map<string, { from: number; to: number }>();
  for (const lane of lanes) {
    const each = laneSvg(lane, space, y);
    drawn.push(...each.parts);
    rows.set(lane.name, each.y);
    unplaced += each.unplaced;
    if (lane.process !== undefined)
      frames.set(lane.process, { from: frames.get(lane.process)?.from ?? y, to: y + each.height });
    y += each.height;
  }
  for (const { from, to } of frames.values())
    parts.push(frameShape(4, from + 1, space.width - 8, to - from - 2));
  // Below the lanes: words and blocks stay readable.
  const all = wakes.map(({ at, by, who, kind }) => {
    const words = `${inSeconds(at)}: ${by} ${kind === 'wakes' ? 'wakes' : 'asks'} ${who}${kind === 'wakes' ? '' : ' to stop'}`;
    return titled(arrowShape(space.x(at), rows.get(by)!, rows.get(who)!), words);
  });
  if (all.length > 0) parts.push(`${wakesGroup}${all.join('')}</g>`);
  parts.push(...drawn);
  const notes = unplaced > 0 ? [...more, `… and ${unplaced} more texts: let the mouse rest on a dot`] : more;
  for (const words of notes) {
    parts.push(text('soft small', 12, y + 13, words));
    y += 18;
  }
  return { parts, height: y + 8 - top };
}
