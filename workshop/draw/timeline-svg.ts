import { outlineOf, ticks, type Lane, type TitledRun } from './lanes.ts';
import { escaped, fitted, inSeconds } from './text.ts';

const size = { width: 760, row: 30, letter: 7.3, right: 84, top: 14, title: 30 };
const longestLabel = 26;

// A ground of its own, so that it is readable on whatever page it is put.
const style = `
.ground{fill:#fff}.text{fill:#24292f}.soft{fill:#59636e}.grid{stroke:#d8dee4}.wait{stroke:#8c959f}
.run{fill:#1a7f37}.on{fill:#fff}.say{fill:#0969da}.cancelled{stroke:#9a6700}.failed{fill:#cf222e}
@media (prefers-color-scheme:dark){.ground{fill:#0d1117}.text{fill:#e6edf3}.soft{fill:#9198a1}.grid{stroke:#30363d}
.wait{stroke:#6e7681}.run{fill:#3fb950}.on{fill:#04260f}.say{fill:#58a6ff}.cancelled{stroke:#d29922}.failed{fill:#f85149}}
text{font:13px ui-sans-serif,system-ui,sans-serif}.small{font-size:11px}.bold{font-weight:600}
`.replaceAll('\n', '');

/**
 * Draws runs as one SVG image, one above the other on the same scale. It follows the reader's light or dark theme, has
 * a title and a description for those who do not see it, and needs nothing else: no script, no font, no request.
 *
 * @param titled the runs, each with its title
 * @param options.title what the picture shows, in a few words
 *
 * @example
 * await writeFile('timeline.svg', timelineSvg([{ title: '', run }], { title: 'Three tasks, launched in order' }));
 */
export function timelineSvg(titled: TitledRun[], { title }: { title: string }): string {
  const { end, widest, runs } = outlineOf(titled);
  const left = Math.round(Math.min(widest, longestLabel) * size.letter) + 28;
  const x = (at: number) => round(left + (at / end) * (size.width - left - size.right));
  let y = size.top;
  const body: string[] = [];
  for (const { heading, lanes, more } of runs) {
    if (body.length > 0) y += 10;
    body.push(text('text bold', 12, y + 14, fitted(heading, 100)));
    y += size.title;
    for (const lane of lanes) {
      body.push(...laneSvg(lane, x, y + size.row / 2));
      y += size.row;
    }
    for (const words of more) {
      body.push(text('soft', 12, y + 14, words));
      y += size.row;
    }
  }
  const grid = ticks(end, 8).flatMap(({ at, label }) => [
    `<path class="grid" d="M${x(at)} ${size.top + size.title - 6}V${y + 6}"/>`,
    text('soft small', x(at), y + 20, label, middle),
  ]);
  const height = y + 30;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" width="${size.width}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(describeTimelines(titled))}</desc>`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${size.width}" height="${height}" rx="6"/>`,
    ...grid,
    ...body,
    '</svg>\n',
  ].join('\n');
}

function laneSvg({ name, stretches, marks }: Lane, x: (at: number) => number, y: number): string[] {
  const parts = [text('text', 12, y + 4, fitted(name, longestLabel))];
  for (const { kind, from, to, name: line } of stretches) {
    const width = round(x(to) - x(from));
    const words = fitted(line, Math.floor((width - 8) / 6));
    if (kind === 'runs') {
      parts.push(
        `<rect class="run" x="${x(from)}" y="${y - 9}" width="${Math.max(width, 2)}" height="18" rx="3"/>`,
      );
      if (words.length > 1) parts.push(text('on small', round(x(from) + width / 2), y + 4, words, middle));
    } else {
      parts.push(`<path class="wait" d="M${x(from)} ${y}H${x(to)}" stroke-width="2"/>`);
      if (words.length > 2) parts.push(text('soft small', x(from) + 7, y - 5, words));
    }
  }
  const works = (at: number) =>
    stretches.some(({ kind, from, to }) => kind === 'runs' && from <= at && at <= to);
  const endsBadly = (at: number) => marks.some((each) => each.kind !== 'says' && each.at === at);
  for (const { kind, at, text: words } of marks) {
    const hint = `<title>${escaped(`${inSeconds(at)} ${name}: ${words}`)}</title>`;
    if (kind === 'cancelled')
      parts.push(
        `<path class="cancelled" d="M${x(at) - 5} ${y - 5}l10 10m0 -10l-10 10" stroke-width="2.5">${hint}</path>`,
      );
    else if (kind === 'failed')
      parts.push(`<path class="failed" d="M${x(at)} ${y - 7}l7 7l-7 7l-7 -7z">${hint}</path>`);
    else if (!works(at) && !endsBadly(at))
      parts.push(`<circle class="say" cx="${x(at)}" cy="${y}" r="4.5">${hint}</circle>`);
  }
  // What is said last is written behind the end of the lane.
  const last = marks.at(-1);
  if (last && !works(last.at) && stretches.every(({ to }) => to <= last.at)) {
    const room = Math.floor((size.width - x(last.at) - 14) / 6.2);
    parts.push(text('soft small', x(last.at) + 9, y + 4, fitted(last.text, room)));
  }
  return parts;
}

const middle = ' text-anchor="middle"';

function text(look: string, x: number, y: number, words: string, anchor = ''): string {
  return `<text class="${look}" x="${x}" y="${y}"${anchor}>${escaped(words)}</text>`;
}

/** The picture for those who do not see it: one sentence a lane. */
export function describeTimelines(titled: TitledRun[]): string {
  const sentences = outlineOf(titled).runs.flatMap(({ title, total, lanes }) => [
    `${title === '' ? '' : `${title}, `}${total}.`,
    ...lanes.map(({ name, stretches, marks }) => {
      const moments = marks.map(
        ({ kind, at, text: words }) => `${kind === 'says' ? `“${words}”` : words} at ${inSeconds(at)}`,
      );
      const works = stretches
        .filter(({ kind }) => kind === 'runs')
        .map(({ from, to }) => `runs from ${inSeconds(from)} to ${inSeconds(to)}`);
      return `${name}: ${[...moments.slice(0, 8), ...works.slice(0, 8)].join(', ')}.`;
    }),
  ]);
  return sentences.join(' ');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
