import { inSeconds, oneLine, verdict } from './lanes.ts';
import type { Recording } from '../recorder/record.ts';
import type { Step } from '../recorder/steps.ts';

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

/** The steps of a recording, in words. */
export function rowsOf({ steps }: Pick<Recording, 'steps'>): Row[] {
  return steps.map((step, index) => ({
    step: `T${index}`,
    time: formatSpan(step),
    runs: oneLine(doing(step)),
    prints: step.prints.map(({ lane, text }) => oneLine(lane === step.who ? text : `${lane}: ${text}`)),
    said: step.prints.map(({ lane, text }) => oneLine(`${lane}: ${text}`)),
    ready: listed(step.ready, step.unnamed.ready),
    sleeps: listed(
      step.timers.map(({ who, due }) => `${who} until ${formatTime(due)}`),
      step.unnamed.timers,
    ),
  }));
}

/** As a transcript writes it, with more digits where they are needed: `1.0s`, `0.25s`. */
function formatTime(ms: number): string {
  return inSeconds(ms).replace(' ', '');
}

function formatSpan({ at, to }: Step): string {
  return at === to ? formatTime(at) : `${formatTime(at).slice(0, -1)}–${formatTime(to)}`;
}

function doing({ who, name, line, resumes, until, ends }: Step): string {
  const where = name === '' || who.startsWith(name) ? '' : resumes ? ` in ${name}` : ` ${name}`;
  const verb = resumes ? 'goes on' : 'starts';
  if (line === undefined) return `${who} ${verb}${where}`;
  let lines = `line ${line}`;
  if (until !== undefined && until > line) lines = `lines ${line}–${until}`;
  else if (until !== undefined && resumes) lines += ` round to ${until}`;
  return `${who} ${verb}${where}, ${lines}${ends ? ' to end' : ''}`;
}

function listed(names: string[], unnamed: number): string[] {
  return [...names.map(oneLine), ...(unnamed > 0 ? [`and ${unnamed} more`] : [])];
}

/** Words about what the table does not show, or cannot. */
export function notesOf({ cut, run }: Recording, shown: number, all: number): string[] {
  const rest = shown < all ? [`Only the first ${shown} of ${all} steps are shown.`] : [];
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
  const rows = rowsOf(recording).slice(0, most);
  const cells = rows.map((row) => [
    row.step,
    row.time,
    row.runs,
    row.prints.join('\n') || '–',
    // A name stays in one piece.
    row.ready.map((name) => name.replaceAll(' ', '\u00a0')).join(', ') || '–',
    row.sleeps.join('\n') || '–',
  ]);
  const heads = ['step', 'time', 'runs', 'prints', 'ready', 'sleeps'];
  const widths = heads.map((head, at) => Math.max(head.length, ...cells.map((row) => longestLine(row[at]!))));
  // The widest column gives way until all fit.
  for (let over = widths.reduce((sum, each) => sum + each + 2, -2) - width; over > 0; over -= 1) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= 8) break;
    widths[widest]! -= 1;
  }
  const drawn = cells.flatMap((row, index) => {
    const before = recording.steps[index - 1];
    const jumps = before && before.ready.length === 0 && before.to < recording.steps[index]!.at;
    return [
      ...(jumps
        ? [`      (nothing is ready: time goes on to ${formatTime(recording.steps[index]!.at)})`]
        : []),
      ...tableRow(row, widths),
    ];
  });
  const notes = notesOf(recording, rows.length, recording.steps.length);
  return [...tableRow(heads, widths), ...drawn, '', ...notes].join('\n').replaceAll('\u00a0', ' ');
}

function tableRow(row: string[], widths: number[]): string[] {
  const wrapped = row.map((text, at) => wrap(text, widths[at]!));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    wrapped
      .map((lines, column) => (lines[at] ?? '').padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

function longestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

function wrap(text: string, width: number): string[] {
  if (text.includes('\n')) return text.split('\n').flatMap((line) => wrap(line, width));
  const lines: string[] = [];
  for (const word of text
    .split(' ')
    .flatMap((each) => each.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [''])) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * The same table for a lesson, in Markdown.
 *
 * @example
 * const table = loopMarkdown(await recordRun('steps/04-scheduled-tasks.ts'));
 */
export function loopMarkdown(recording: Recording): string {
  const list = (texts: string[]) => texts.map(inMarkdown).join(', ') || '–';
  const rows = rowsOf(recording).map((row) => {
    const prints = row.prints.map(inMarkdown).join('<br>') || '–';
    return `| ${row.step} | ${row.time} | ${inMarkdown(row.runs)} | ${prints} | ${list(row.ready)} | ${list(row.sleeps)} |`;
  });
  const head = ['| step | time | runs | prints | ready | sleeps |', '| --- | --- | --- | --- | --- | --- |'];
  return [...head, ...rows].join('\n');
}

function inMarkdown(text: string): string {
  // An underscore inside a word means nothing in Markdown.
  return text.replace(/[\\`*[\]<>&|~#]|(?<!\w)_|_(?!\w)/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
