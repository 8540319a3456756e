import {
  fitted,
  inSeconds,
  lanesOf,
  lastMoment,
  ticks,
  verdict,
  type Drawable,
  type Lane,
  type TitledRun,
} from './lanes.ts';

const size = { width: 760, row: 30, letter: 7.3, right: 84, top: 14, title: 30 };
const longestLabel = 26;
const mostLanes = 60;

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
 * @param runs a run, or several with their titles
 * @param options.title what the picture shows, in a few words
 *
 * @example
 * await writeFile('timeline.svg', timelineSvg(run, { title: 'Three tasks, launched in order' }));
 */
export function timelineSvg(runs: Drawable | TitledRun[], { title }: { title: string }): string {
  const titled = Array.isArray(runs) ? runs : [{ title: '', run: runs }];
  const end = lastMoment(titled);
  const drawn = titled.map(({ title: name, run }) => ({ name, total: verdict(run), lanes: lanesOf(run) }));
  const longest = Math.max(
    4,
    ...drawn.flatMap(({ lanes }) => lanes.slice(0, mostLanes).map((lane) => [...lane.name].length)),
  );
  const left = Math.round(Math.min(longest, longestLabel) * size.letter) + 28;
  const x = (at: number) => round(left + (at / end) * (size.width - left - size.right));

  let y = size.top;
  const body: string[] = [];
  for (const { name, total, lanes } of drawn) {
    const heading = name === '' ? total : `${name}: ${total}`;
    if (body.length > 0) y += 10;
    body.push(`<text class="text bold" x="12" y="${y + 14}">${escaped(fitted(heading, 100))}</text>`);
    y += size.title;
    for (const lane of lanes.slice(0, mostLanes)) {
      body.push(...laneSvg(lane, x, y + size.row / 2));
      y += size.row;
    }
    if (lanes.length > mostLanes) {
      body.push(
        `<text class="soft" x="12" y="${y + 14}">… and ${lanes.length - mostLanes} more lanes</text>`,
      );
      y += size.row;
    }
  }
  const grid = ticks(end, 8).flatMap(({ at, label }) => [
    `<path class="grid" d="M${x(at)} ${size.top + size.title - 6}V${y + 6}"/>`,
    `<text class="soft small" x="${x(at)}" y="${y + 20}" text-anchor="middle">${label}</text>`,
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

function laneSvg(lane: Lane, x: (at: number) => number, y: number): string[] {
  const parts = [`<text class="text" x="12" y="${y + 4}">${escaped(fitted(lane.name, longestLabel))}</text>`];
  for (const { kind, from, to, name } of lane.stretches) {
    const width = round(x(to) - x(from));
    const words = fitted(name, Math.floor((width - 8) / 6));
    const middle = round(x(from) + width / 2);
    if (kind === 'runs') {
      parts.push(
        `<rect class="run" x="${x(from)}" y="${y - 9}" width="${Math.max(width, 2)}" height="18" rx="3"/>`,
      );
      if (words.length > 1)
        parts.push(
          `<text class="on small" x="${middle}" y="${y + 4}" text-anchor="middle">${escaped(words)}</text>`,
        );
    } else {
      parts.push(`<path class="wait" d="M${x(from)} ${y}H${x(to)}" stroke-width="2"/>`);
      if (words.length > 2)
        parts.push(`<text class="soft small" x="${x(from) + 7}" y="${y - 5}">${escaped(words)}</text>`);
    }
  }
  for (const { kind, at, text } of lane.marks) {
    const hint = `<title>${escaped(`${inSeconds(at)} ${lane.name}: ${text}`)}</title>`;
    const covered =
      lane.stretches.some((each) => each.kind === 'runs' && each.from <= at && at <= each.to) ||
      lane.marks.some((other) => other.kind !== 'says' && other.at === at);
    if (kind === 'says' && !covered)
      parts.push(`<circle class="say" cx="${x(at)}" cy="${y}" r="4.5">${hint}</circle>`);
    if (kind === 'cancelled') {
      parts.push(
        `<path class="cancelled" d="M${x(at) - 5} ${y - 5}l10 10m0 -10l-10 10" stroke-width="2.5">${hint}</path>`,
      );
    }
    if (kind === 'failed')
      parts.push(`<path class="failed" d="M${x(at)} ${y - 7}l7 7l-7 7l-7 -7z">${hint}</path>`);
  }
  // What is said last stands behind the end of the lane.
  const last = lane.marks.at(-1);
  const worded = last && fitted(last.text, Math.floor((size.width - x(last.at) - 14) / 6.2));
  if (last && !lane.stretches.some((each) => each.kind === 'runs' && each.to >= last.at)) {
    parts.push(`<text class="soft small" x="${x(last.at) + 9}" y="${y + 4}">${escaped(worded ?? '')}</text>`);
  }
  return parts;
}

/** The picture for those who do not see it: one sentence a lane. */
export function describeTimelines(runs: TitledRun[]): string {
  return runs.map(({ title, run }) => inWords(title, verdict(run), lanesOf(run))).join(' ');
}

function inWords(name: string, total: string, lanes: Lane[]): string {
  const sentences = lanes.slice(0, mostLanes).map((lane) => {
    const moments = lane.marks.map(
      ({ kind, at, text }) => `${kind === 'says' ? `“${text}”` : text} at ${inSeconds(at)}`,
    );
    const work = lane.stretches.filter(({ kind }) => kind === 'runs');
    const runs = work.map(({ from, to }) => `runs from ${inSeconds(from)} to ${inSeconds(to)}`);
    return `${lane.name}: ${[...moments.slice(0, 8), ...runs.slice(0, 8)].join(', ')}.`;
  });
  return [`${name === '' ? '' : `${name}, `}${total}.`, ...sentences].join(' ');
}

/** Makes any text safe inside XML and HTML, in attributes too. */
export function escaped(text: string): string {
  // Half a surrogate pair is not a character; no document may hold one, nor a control character.
  return text
    .replace(/(?![\n\t])[\p{Cs}\p{Cc}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
