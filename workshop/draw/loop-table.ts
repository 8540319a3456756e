import { wrap } from './wrap.ts';
import type { Recording } from '../record/record-runs.ts';
import type { Step } from '../record/loop-steps.ts';
import { verdict } from './lanes.ts';
import { columns, inSeconds, oneLine, padded } from './text.ts';

/** What one row of the table says, in words. */
export interface Row {
  step: string;
  time: string;
  runs: string;
  prints: string[];
  /** The same, each with the lane that says it. */
  said: string[];
  ready: string[];
  sleeps: string[];
}

/** The heads of the table's columns. */
export const heads = ['step', 'time', 'runs', 'prints', 'ready', 'sleeps'];

/** The steps of a recording, in words. */
export function rowsOf({ steps }: Pick<Recording, 'steps'>): Row[] {
  return steps.map(({ at, to, who, prints, ready, timers, unnamed, ...step }, index) => ({
    step: `T${index}`,
    time: at === to ? formatTime(at) : `${formatTime(at).slice(0, -1)}–${formatTime(to)}`,
    runs: oneLine(`${who} ${doing(who, step)}`),
    prints: prints.map(({ lane, text }) => oneLine(lane === who ? text : `${lane}: ${text}`)),
    said: prints.map(({ lane, text }) => oneLine(`${lane}: ${text}`)),
    ready: listed(ready, unnamed.ready),
    sleeps: listed(
      timers.map((timer) => `${timer.who} until ${formatTime(timer.due)}`),
      unnamed.timers,
    ),
  }));
}

/** As a transcript writes it, with more digits where they are needed: `1.0s`, `0.25s`. */
function formatTime(ms: number): string {
  return inSeconds(ms).replace(' ', '');
}

function doing(
  who: string,
  { name, line, resumes, until, ends }: Pick<Step, 'name' | 'line' | 'resumes' | 'until' | 'ends'>,
): string {
  const verb = resumes ? 'goes on' : 'starts';
  const where = name === '' || who.startsWith(name) ? '' : resumes ? ` in ${name}` : ` ${name}`;
  if (line === undefined) return `${verb}${where}`;
  const more = until !== undefined && until > line;
  const back = until !== undefined && !more && resumes ? ` round to ${until}` : '';
  return `${verb}${where}, ${more ? `lines ${line}–${until}` : `line ${line}`}${back}${ends ? ' to end' : ''}`;
}

function listed(names: string[], unnamed: number): string[] {
  return [...names.map(oneLine), ...(unnamed > 0 ? [`and ${unnamed} more`] : [])];
}

/** Words about what the table does not show, or cannot. */
export function notesOf({ cut, run, steps }: Recording, shown: number): string[] {
  const rest = shown < steps.length ? [`Only the first ${shown} of ${steps.length} steps are shown.`] : [];
  return [...rest, ...(cut === undefined ? [] : [cut]), verdict(run)];
}

/**
 * The event loop as a table for the terminal: in each step who runs, what it prints, who is ready and who sleeps.
 *
 * @param options.width columns, 100 unless told; a row that needs more goes on below
 * @param options.most steps shown, 500 unless told
 *
 * @example
 * console.log(loopTable(await recordRun('steps/04-scheduled-tasks.ts')));
 */
export function loopTable(recording: Recording, { width = 100, most = 500 } = {}): string {
  const steps = recording.steps.slice(0, most);
  const rows = rowsOf({ steps }).map(({ step, time, runs, prints, ready, sleeps }) => [
    ...[step, time, runs],
    prints.join('\n') || '–',
    // A name stays in one piece.
    ready.map((name) => name.replaceAll(' ', '\u00a0')).join(', ') || '–',
    sleeps.join('\n') || '–',
  ]);
  const widths = heads.map((_, at) =>
    Math.max(...[heads, ...rows].map((row) => widest(row[at]!.split('\n')))),
  );
  // The widest column gives way until all fit.
  for (let over = widths.reduce((sum, each) => sum + each + 2, -2) - width; over > 0; over -= 1) {
    const most = Math.max(...widths);
    if (most > 8) widths[widths.indexOf(most)]! -= 1;
  }
  const table = rows.flatMap((row, index) => {
    const [before, now] = [steps[index - 1], steps[index]!];
    const jumps = before && before.ready.length === 0 && before.to < now.at;
    const jump = jumps ? [`      (nothing is ready: time goes on to ${formatTime(now.at)})`] : [];
    return [...jump, ...tableRow(row, widths)];
  });
  const notes = notesOf(recording, steps.length);
  return [...tableRow(heads, widths), ...table, '', ...notes].join('\n').replaceAll('\u00a0', ' ');
}

function tableRow(row: string[], widths: number[]): string[] {
  const cells = row.map((text, at) => wrap(text, widths[at]!));
  const lines = Array.from({ length: Math.max(...cells.map((cell) => cell.length)) }, (_, at) =>
    cells.map((cell, column) => padded(cell[at] ?? '', widths[column]!)).join('  '),
  );
  return lines.map((line) => line.trimEnd());
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
  const cells = (texts: string[], between: string) => texts.map(inMarkdown).join(between) || '–';
  const rows = rowsOf(recording).map(({ step, time, runs, prints, ready, sleeps }) => [
    step,
    time,
    inMarkdown(runs),
    cells(prints, '<br>'),
    cells(ready, ', '),
    cells(sleeps, ', '),
  ]);
  return [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function inMarkdown(text: string): string {
  // An underscore inside a word means nothing in Markdown.
  return text.replace(/[\\`*[\]<>&|~#]|(?<!\w)_|_(?!\w)/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
