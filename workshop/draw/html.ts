import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Recording } from '../record/record-runs.ts';
import { heads, notesOf, rowsOf } from './loop-table.ts';
import { escaped } from './text.ts';

/** So that a page opens quickly wherever it is sent; what did not fit is told. */
const most = { page: 55_000, source: 18_000 };

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/**
 * The event loop as a page of its own: source beside queues, forwards and backwards. It needs nothing from anywhere.
 * Without JavaScript it still shows the source and the whole table.
 *
 * @example
 * await writeFile('loop.html', loopHtml(await recordRun('steps/04-scheduled-tasks.ts')));
 */
export function loopHtml(recording: Recording): string {
  const title = escaped(`${basename(recording.file)}: the event loop`);
  const player = read('player.js');
  const source = recording.source
    .split(/\r?\n/)
    .map((line, at) => `<li id="L${at + 1}"><code>${escaped(line)}</code></li>`);
  const shown = within(most.source, source);
  const all = rowsOf(recording).map(({ step, time, runs, said, ready, sleeps }, at) => {
    const { line, until } = recording.steps[at]!;
    const cells = [time, escaped(runs), list(said), list(ready), list(sleeps)];
    return `<tr data-from="${line ?? ''}" data-until="${until ?? ''}"><th scope="row">${step}</th><td>${cells.join('</td><td>')}</td></tr>`;
  });
  const rows = within(most.page - size(player + shown.join('\n')), all);
  const notes = notesOf(recording, rows.length);
  return page(title, [
    `<h1>${title}</h1>`,
    '<div id="player" hidden="hidden">',
    ...['First', 'Back', 'Forward', 'Last'].map(
      (word) => `<button id="${word.toLowerCase()}">${word}</button>`,
    ),
    `<input id="slider" type="range" min="0" max="${rows.length - 1}" value="0" aria-label="Step"/>`,
    '<p id="now" role="status"></p>',
    '<section><h2>Ready</h2><div id="ready"></div></section>',
    '<section><h2>Sleeping</h2><div id="sleeps"></div></section>',
    '<section><h2>Printed so far</h2><div id="printed"></div></section></div>',
    '<section class="source" tabindex="0" aria-label="Source"><h2>Source</h2><ol>',
    ...shown,
    shown.length < source.length
      ? '</ol><p>The rest of the file is not shown.</p></section>'
      : '</ol></section>',
    '<section class="table" tabindex="0" aria-label="All steps"><h2>All steps</h2><table><thead><tr>',
    ...heads.map((head) => `<th scope="col">${head}</th>`),
    '</tr></thead><tbody>',
    ...rows,
    '</tbody></table></section>',
    ...notes.map((note) => `<p>${escaped(note)}</p>`),
    `<script>${player}</script>`,
  ]);
}

/** As many of the parts as fit into so many bytes. */
function within(bytes: number, parts: string[]): string[] {
  let left = bytes;
  const end = parts.findIndex((part) => (left -= size(part) + 1) < 0);
  return end < 0 ? parts : parts.slice(0, end);
}

const size = (text: string) => Buffer.byteLength(text);

function list(texts: string[]): string {
  const items = texts.map((text) => `<li>${escaped(text)}</li>`);
  return items.length > 0 ? `<ul>${items.join('')}</ul>` : '–';
}

/** A whole page, which asks for nothing but itself. */
export function page(title: string, body: string[]): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"/>`,
    `<title>${title}</title>`,
    `<style>${read('page.css')}</style></head>`,
    '<body><main>',
    ...body,
    '</main></body></html>\n',
  ].join('\n');
}
