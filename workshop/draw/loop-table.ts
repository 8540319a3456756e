import type { Recording } from '../record/record-runs.ts';
import { mostRows, notesOf, queueHeads, queuesIn, rowsOf } from './loop-rows.ts';
import { columns, padded } from './text.ts';
import { wrap } from './wrap.ts';

const firstHeads = ['step', 'time', 'runs', 'prints'];

/**
 * The event loop as a table for the terminal: in each step who runs, what it prints, and what waits in each queue.
 *
 * @param options.width columns, 100 unless told; a row that needs more goes on below
 * @param options.height lines that the table may take, all unless told; the rest is counted
 *
 * @example
 * console.log(loopTable(await recordRun('steps/04-scheduled-tasks.ts')));
 */
export function loopTable(recording: Recording, { width = 100, height = Infinity } = {}): string {
  const rows = rowsOf(recording);
  const queues = queuesIn(rows);
  const heads = [...firstHeads, ...queues.map((name) => queueHeads[name])];
  const cells = rows
    .slice(0, mostRows)
    .map((row) => [
      ...[row.step, row.time, row.runs],
      row.prints.join('\n') || '–',
      ...queues.map((name) => row.queues[name].map(inOnePiece).join(', ') || '–'),
    ]);
  const widths = widthsOf([heads, ...cells], width);
  const table = tableRow(heads, widths);
  let shown = 0;
  for (const [at, each] of cells.entries()) {
    const { jumpsTo } = rows[at]!;
    const jump = jumpsTo === undefined ? [] : [`      (nothing is ready: time goes on to ${jumpsTo})`];
    const next = [...jump, ...tableRow(each, widths)];
    if (table.length + next.length > height && shown > 0) break;
    table.push(...next);
    shown += 1;
  }
  const rest = ' For the rest add the word all, or write a page: html loop.html';
  const notes = notesOf(recording, { shown, all: rows.length, rest }).flatMap((note) => wrap(note, width));
  return [...table, '', ...notes].join('\n').replaceAll('\u00a0', ' ');
}

/** A name stays in one piece, and so does a time. */
const inOnePiece = (name: string) => name.replaceAll(/ (?!until )/g, '\u00a0');

/** The widest column gives way until all fit, but none gets narrower than its longest word must be. */
function widthsOf(rows: string[][], width: number): number[] {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => widest(row[at]!.split('\n')))));
  for (let over = widths.reduce((sum, each) => sum + each + 2, -2) - width; over > 0; over -= 1) {
    const most = Math.max(...widths);
    if (most > 8) widths[widths.indexOf(most)]! -= 1;
  }
  return widths;
}

function tableRow(row: string[], widths: number[]): string[] {
  const cells = row.map((text, at) => wrap(breakable(text, widths[at]!), widths[at]!));
  const lines = Array.from({ length: Math.max(...cells.map((cell) => cell.length)) }, (_, at) =>
    cells.map((cell, column) => padded(cell[at] ?? '', widths[column]!)).join('  '),
  );
  return lines.map((line) => line.trimEnd());
}

/** What is in one piece and too wide for its column is broken between its words. */
function breakable(text: string, width: number): string {
  return text
    .split(' ')
    .map((piece) => (columns(piece) > width ? piece.replaceAll('\u00a0', ' ') : piece))
    .join(' ');
}

function widest(lines: string[]): number {
  return Math.max(...lines.map(columns));
}

/**
 * The same table for a lesson, in Markdown.
 *
 * @example
 * const table = loopMarkdown(await recordRun('steps/04-scheduled-tasks.ts'));
 */
export function loopMarkdown(recording: Recording): string {
  const rows = rowsOf(recording);
  const queues = queuesIn(rows);
  // Lessons show tables before they name the queues.
  const plain = { microtasks: 'ready', timers: 'sleeps' } as Partial<typeof queueHeads>;
  const heads = [...firstHeads, ...queues.map((name) => plain[name] ?? queueHeads[name])];
  const cells = (texts: string[], between: string) => texts.map(inMarkdown).join(between) || '–';
  const table = rows.map(({ step, time, runs, prints, queues: waiting }) => [
    ...[step, time, codeInMarkdown(runs), cells(prints, '<br>')],
    ...queues.map((name) => cells(waiting[name], ', ')),
  ]);
  return [heads, heads.map(() => '---'), ...table].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** What is between backticks stays code. */
function codeInMarkdown(text: string): string {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return inMarkdown(text);
  return parts
    .map((part, at) => (at % 2 === 0 ? inMarkdown(part) : `\`${part.replaceAll('|', '\\|')}\``))
    .join('');
}

function inMarkdown(text: string): string {
  // An underscore inside a word means nothing in Markdown.
  return text.replace(/[\\`*[\]<>&|~#]|(?<!\w)_|_(?!\w)/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
