import { readFileSync } from 'node:fs';
import type { Drawable, TitledRun } from './lanes.ts';
import { notesOf, rowsOf, type Row } from './loop.ts';
import type { Recording } from '../recorder/record.ts';
import { escaped, timelineSvg } from './svg.ts';

/** So that a page opens at once wherever it is sent; what did not fit is told. */
const mostCharacters = { page: 58_000, source: 16_000 };

const style = readFileSync(new URL('page.css', import.meta.url), 'utf8');
const player = readFileSync(new URL('player.js', import.meta.url), 'utf8');

/**
 * The event loop as a page of its own: source beside queues, forwards and backwards. It needs nothing from anywhere.
 * Without JavaScript it still shows the source and the whole table.
 *
 * @param recording what `recordRun` returned
 * @param source the text of the file, with the lines that the recording names
 *
 * @example
 * const recording = await recordRun('steps/04-scheduled-tasks.ts');
 * await writeFile('loop.html', loopHtml(recording));
 */
export function loopHtml(recording: Recording, source: string = recording.source): string {
  const name = recording.file.split(/[/\\]/).at(-1) ?? '';
  const shownSource = source.slice(0, mostCharacters.source).split(/\r?\n/);
  const rest = source.length > mostCharacters.source ? ['<p>The rest of the file is not shown.</p>'] : [];
  const code = shownSource.map((text, index) => `<li id="L${index + 1}"><code>${escaped(text)}</code></li>`);
  let left = mostCharacters.page - style.length - player.length - 2_500 - code.join('\n').length;
  const rows: string[] = [];
  for (const [index, row] of rowsOf(recording).entries()) {
    const step = recording.steps[index]!;
    const html = rowHtml(row, step.line, step.until);
    left -= html.length + 1;
    if (left < 0) break;
    rows.push(html);
  }
  const notes = notesOf(recording, rows.length, recording.steps.length).map(
    (note) => `<p>${escaped(note)}</p>`,
  );
  const heads = ['step', 'time', 'runs', 'prints', 'ready', 'sleeps'].map(
    (head) => `<th scope="col">${head}</th>`,
  );
  return page(`${name}: the event loop`, [
    `<h1>${escaped(name)}: the event loop</h1>`,
    '<div id="player" hidden="hidden">',
    '<div class="controls"><button id="first">First</button> <button id="back">Back</button>',
    '<button id="forward">Forward</button> <button id="last">Last</button>',
    `<input id="slider" type="range" min="0" max="${Math.max(0, rows.length - 1)}" value="0" aria-label="Step"/></div>`,
    '<p id="now" role="status"></p>',
    '<div class="queues"><section><h2>Ready</h2><ol id="ready"></ol></section>',
    '<section><h2>Sleeping</h2><ul id="sleeps"></ul></section></div>',
    '<section><h2>Printed so far</h2><ol id="printed"></ol></section></div>',
    '<section class="source" tabindex="0" aria-label="Source"><h2>Source</h2><ol>',
    ...code,
    '</ol>',
    ...rest,
    '</section>',
    '<section class="table" tabindex="0" aria-label="All steps"><h2>All steps</h2>',
    `<table><thead><tr>${heads.join('')}</tr></thead><tbody>`,
    ...rows,
    '</tbody></table></section>',
    ...notes,
    `<script>${player}</script>`,
  ]);
}

function rowHtml(row: Row, line: number | undefined, until: number | undefined): string {
  const lines = `${line === undefined ? '' : ` data-line="${line}"`}${until === undefined ? '' : ` data-until="${until}"`}`;
  const list = (texts: string[]) =>
    texts.length === 0 ? '–' : `<ul>${texts.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>`;
  const cells = [row.time, escaped(row.runs), list(row.said), list(row.ready), list(row.sleeps)];
  return `<tr${lines}><th scope="row">${row.step}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/**
 * A timeline as a page of its own.
 *
 * @example
 * await writeFile('timeline.html', timelineHtml(run, { title: 'Launch order' }));
 */
export function timelineHtml(runs: Drawable | TitledRun[], { title }: { title: string }): string {
  return page(title, [
    `<h1>${escaped(title)}</h1>`,
    `<div class="picture">${timelineSvg(runs, { title })}</div>`,
  ]);
}

function page(title: string, body: string[]): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"/>`,
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style></head>`,
    '<body><main>',
    ...body,
    '</main></body></html>\n',
  ].join('\n');
}
