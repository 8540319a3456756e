import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Recording } from '../record/record-runs.ts';
import { queueNames } from '../record/loop-steps.ts';
import type { QueueName } from '../record/turns.ts';
import { mostRows, notesOf, queueHeads, queuesIn, rowsOf } from './loop-rows.ts';
import { escaped } from './text.ts';

/** So that a page opens quickly wherever it is sent; what did not fit is told. */
const mostSource = 200_000;

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
  const source = recording.source
    .split(/\r?\n/)
    .map((line, at) => `<li id="L${at + 1}"><code>${escaped(line)}</code></li>`);
  const shown = within(mostSource, source);
  const all = rowsOf(recording);
  const rows = all.slice(0, mostRows);
  const used = queuesIn(rows);
  const notes = notesOf(recording, { shown: rows.length, all: all.length, rest: '' });
  const column = (tag: string, name: QueueName, content: string) =>
    `<${tag} class="${classOf(name)}"${used.includes(name) ? '' : ' hidden="hidden"'}>${content}</${tag.split(' ')[0]}>`;
  const tableRows = rows.map(({ index, step, time, runs, said, stack, queues }) => {
    const { line, until, prints } = recording.steps[index]!;
    const touched = [line, ...prints.map((print) => print.line), until?.line].filter((each) => each);
    return [
      `<tr data-from="${line ?? ''}" data-until="${until?.line ?? ''}" data-lines="${touched.join(' ')}">`,
      `<th scope="row">${step}</th><td>${time}</td><td>${escaped(runs)}</td><td>${list(said)}</td>`,
      ...queueNames.map((name) => column('td', name, list(queues[name]))),
      `<td class="stack" hidden="hidden">${list([...stack].reverse())}</td></tr>`,
    ].join('');
  });
  const box = (id: string, head: string) => `<section id="${id}"><h2>${head}</h2><div></div></section>`;
  const body = [
    `<h1>${title}</h1>`,
    '<div id="player" hidden="hidden">',
    '<p class="controls">',
    ...['First', 'Back', 'Forward', 'Last', 'Play'].map(
      (word) => `<button id="${word.toLowerCase()}">${word}</button>`,
    ),
    '<label>Steps a second <select id="speed">',
    ...[0.5, 1, 2, 4].map(
      (speed) => `<option value="${speed}"${speed === 1 ? ' selected="selected"' : ''}>${speed}</option>`,
    ),
    '</select></label></p>',
    `<input id="slider" type="range" min="0" max="${Math.max(0, rows.length - 1)}" value="0" aria-label="Step"/>`,
    '<p id="now" role="status"></p>',
    '<div class="boxes">',
    box('stack', 'Call stack'),
    ...queueNames.map((name) => box(classOf(name), inCapitals(queueHeads[name]))),
    '</div>',
    box('printed', 'Printed so far'),
    '</div>',
    '<section class="source" tabindex="0" aria-label="Source"><h2>Source</h2><ol>',
    ...shown,
    shown.length < source.length
      ? '</ol><p>The rest of the file is not shown.</p></section>'
      : '</ol></section>',
    '<section class="table" tabindex="0" aria-label="All steps"><h2>All steps</h2><table><thead><tr>',
    ...['step', 'time', 'runs', 'prints'].map((head) => `<th scope="col">${head}</th>`),
    ...queueNames.map((name) => column('th scope="col"', name, queueHeads[name])),
    '<th scope="col" class="stack" hidden="hidden">call stack</th></tr></thead><tbody>',
    ...tableRows,
    '</tbody></table></section>',
    ...notes.map((note) => `<p>${escaped(note)}</p>`),
    `<script>${read('player.js')}</script>`,
  ];
  return page(title, body, read('loop.css'));
}

const classOf = (name: QueueName) => name.replace('/', '-');

const inCapitals = (text: string) => text[0]!.toUpperCase() + text.slice(1);

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
export function page(title: string, body: string[], style = ''): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"/>`,
    `<title>${title}</title>`,
    `<style>${read('page.css')}${style}</style></head>`,
    '<body><main>',
    ...body,
    '</main></body></html>\n',
  ].join('\n');
}
