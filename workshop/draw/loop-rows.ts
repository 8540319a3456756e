import type { Recording } from '../record/record-runs.ts';
import { queueNames, type Step, type Waiting } from '../record/loop-steps.ts';
import type { QueueName } from '../record/turns.ts';
import { foldsOf } from './loop-folds.ts';
import { verdict } from './lanes.ts';
import { inSeconds, oneLine } from './text.ts';

/** What one row of the table says, in words. */
export interface Row {
  /** The step that it is, or is the first of. */
  index: number;
  /** `T4`, or for steps that only repeat what is above them `T4–T101`. */
  step: string;
  time: string;
  runs: string;
  prints: string[];
  /** The same, each with the lane that says it. */
  said: string[];
  /** The functions that run, the innermost last. */
  stack: string[];
  queues: Record<QueueName, string[]>;
  /** When time goes on, because nothing is ready before this row. */
  jumpsTo?: string;
}

/** More rows than these are on no screen and in no page. */
export const mostRows = 500;

/** Of what waits in one queue, so many are named. */
const mostNames = 5;

/** What waits in each queue, with its name. */
export const queueHeads: Record<QueueName, string> = {
  ticks: 'ready (ticks)',
  microtasks: 'ready (microtasks)',
  timers: 'sleeps (timers)',
  immediates: 'ready (immediates)',
  'input/output': 'waits (input/output)',
};

/** The queues that a recording has a column for: those of promises and timers, and others when something waits in them. */
export function queuesIn(rows: Row[]): QueueName[] {
  const isUsed = (name: QueueName) => rows.some(({ queues }) => queues[name].length > 0);
  return queueNames.filter((name) => name === 'microtasks' || name === 'timers' || isUsed(name));
}

/** The steps of a recording in words; what only repeats is one row. */
export function rowsOf({ steps, source }: Pick<Recording, 'steps' | 'source'>): Row[] {
  const lines = source.split(/\r?\n/);
  return foldsOf(steps).map(({ index, steps: folded, cycle }) => {
    const row = rowOf(folded[0]!, index, steps[index - 1], lines);
    if (cycle === 0) return row;
    const last = folded.at(-1)!;
    const what = cycle === 1 ? 'the step above' : `the ${cycle} steps above`;
    const said = folded.flatMap((step) => saidIn(step, false));
    const all = folded.flatMap((step) => saidIn(step, true));
    return {
      ...{ ...row, ...rowOf(last, index, undefined, lines), index },
      step: `T${index}–T${index + folded.length - 1}`,
      time: timeOf(folded[0]!.at, last.to),
      runs: `the same as ${what}, ${folded.length / cycle} times more`,
      prints: shortened(said),
      said: shortened(all),
    };
  });
}

/** Of many lines the first and the last. */
function shortened(texts: string[]): string[] {
  return texts.length > 3 ? [texts[0]!, '…', texts.at(-1)!] : texts;
}

function rowOf(step: Step, index: number, before: Step | undefined, lines: string[]): Row {
  const { at, to, queues, unnamed, stack } = step;
  const isIdle =
    before && ['ticks', 'microtasks', 'immediates'].every((name) => !before.queues[name as QueueName][0]);
  return {
    index,
    step: `T${index}`,
    time: timeOf(at, to),
    runs: oneLine(`${step.who} ${doing(step, lines)}`),
    prints: saidIn(step, false),
    said: saidIn(step, true),
    stack: stack.map(oneLine),
    queues: Object.fromEntries(
      queueNames.map((name) => [name, listed(queues[name], unnamed[name])]),
    ) as Row['queues'],
    ...(isIdle && formatTime(before.to) !== formatTime(at) ? { jumpsTo: formatTime(at) } : {}),
  };
}

function saidIn({ who, prints }: Step, all: boolean): string[] {
  return prints.map(({ lane, text, stream }) => {
    const words = stream === 'stderr' ? `${text} (to stderr)` : text;
    return oneLine(all || lane !== who ? `${lane}: ${words}` : words);
  });
}

function timeOf(at: number, to: number): string {
  const [from, until] = [formatTime(at), formatTime(to)];
  return from === until ? from : `${from.slice(0, -1)}–${until}`;
}

/** As a transcript writes it, with more digits where they are needed: `1.0s`, `0.25s`. */
function formatTime(ms: number): string {
  return inSeconds(ms).replace(' ', '');
}

function doing({ who, name, line, column, resumes, until, ends }: Step, lines: string[]): string {
  const other = name === '' || who.startsWith(name) ? '' : name;
  const awaited = resumes && line !== undefined ? awaitedAt(lines, line, column ?? 1) : undefined;
  const where = line === undefined || who.endsWith(`(line ${line})`) ? '' : ` in line ${line}`;
  const begins = resumes
    ? `resumes${other && ` in ${other}`}${awaited ? ` after \`${awaited}\`` : ''}${where}`
    : `starts${other && ` ${other}`}${where}`;
  if (ends) return `${begins} and ends`;
  return until ? `${begins} and waits in line ${until.line}` : begins;
}

/** The code that waits in a place of the source: `await sleep(…)`, `for await (…)`, `yield i`. */
export function awaitedAt(lines: string[], line: number, column: number): string | undefined {
  const text = lines[line - 1] ?? '';
  const words = [...text.matchAll(/(?<![.\w$])(for await\b|await\b|yield\b\*?)/g)];
  const word = words.findLast(({ index }) => index < column) ?? words[0];
  // A loop that is left waits for the cleanup of what it loops over.
  if (!word) return /\b(break|return|throw)\b/.exec(text)?.[0];
  if (word[0] === 'for await') return 'for await (…)';
  let depth = 0;
  let code = '';
  for (const sign of text.slice(word.index)) {
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
    if (depth < 0 || (depth === 0 && /[;,]/.test(sign))) break;
    code += sign;
  }
  // What is in brackets that are open at the end of the line comes in the next ones.
  const short = code.trim().replace(/\(.{9,}$|\((?=[^()]{9,}\))[^()]*\)/, '(…)');
  return short.length > 48 ? `${short.slice(0, 47)}…` : short;
}

function listed(waiting: Waiting[], more: number): string[] {
  const hidden = Math.max(0, waiting.length - mostNames) + more;
  const names = waiting
    .slice(0, mostNames)
    .map(({ who, due, unref }) =>
      oneLine(`${who}${due === undefined ? '' : ` until ${formatTime(due)}`}${unref ? ' (unref)' : ''}`),
    );
  return [...names, ...(hidden > 0 ? [`and ${hidden} more`] : [])];
}

/** Words about what the rows do not show, or cannot. */
export function notesOf(
  { cut, run, why, clock, raced }: Recording,
  { shown, all, rest }: { shown: number; all: number; rest: string },
): string[] {
  return [
    ...(shown < all ? [`Only the first ${shown} of ${all} rows are shown.${rest}`] : []),
    ...(cut === undefined ? [] : [cut]),
    ...(clock === 'real'
      ? [
          `Recorded on the real clock${why === undefined ? '' : `, since the virtual one cannot know ${why}`}: times differ from run to run.`,
        ]
      : []),
    ...(raced
      ? ['A timer of 0 or 1 ms and an immediate of the main script race in Node: the next run may swap them.']
      : []),
    ...(run.outcome.kind === 'failed'
      ? [`${verdict(run)}: ${oneLine(String(run.outcome.error))}`]
      : [verdict(run)]),
  ];
}
