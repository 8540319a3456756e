import { isDeepStrictEqual } from 'node:util';
import type { Busy, Line, Outcome, Run } from '../runtime/run-program.ts';
import { printable } from '../runtime/transcript.ts';
import { fitted, padded } from '../draw/text.ts';
import { timelines } from '../draw/timeline-text.ts';
import type { Diagnosis } from './diagnosis.ts';
import { parseTranscript, sayTime, type Difference, type Expectation } from './expectation.ts';

// What is larger says more as a transcript.
const mostLanes = 12;
const mostDrawn = 500;

/** What a learner reads when a claim does not hold: the differences, both transcripts, the likely cause. */
export function explainDifferences(
  run: Run,
  expected: Expectation,
  found: Difference[],
  diagnosis: Diagnosis | undefined,
): string {
  const parts = [found.map(({ text }) => text).join('\n')];
  const both = comparison(run, expected, 80);
  if (both) parts.push(both);
  if (diagnosis) parts.push(`Likely cause: ${diagnosis.id}\n${diagnosis.text}`);
  return parts.join('\n\n');
}

/** What was expected against what happened, where a claim says what is printed and something else was; else nothing. */
export function comparison(run: Run, { prints }: Expectation, width: number): string {
  if (prints === undefined) return '';
  const expected = parseTranscript(prints);
  return isDeepStrictEqual(expected, run.lines) ? '' : sideBySide(expected, run.lines, width);
}

/** Expected and actual timelines, one above the other on one scale, where a claim says what is printed and they differ. */
export function pictures(run: Run, expected: Expectation, width: number): string {
  const { prints, takes } = expected;
  if (prints === undefined) return '';
  const lines = parseTranscript(prints);
  const elapsed = takes ?? lines.at(-1)?.at ?? 0;
  if (run.elapsed === elapsed && isDeepStrictEqual(lines, run.lines)) return '';
  const known = new Set([...lines, ...run.lines.slice(0, mostDrawn)].map(({ lane }) => lane));
  if (elapsed === 0 || known.size > mostLanes || run.lines.length > mostDrawn) return '';
  // A transcript does not tell how tasks end. Drawn on one side only, it would look like a difference.
  const endings: Run['endings'] = [];
  const outcome: Outcome =
    'fails' in expected ? { kind: 'failed', error: undefined } : { kind: 'finished', value: undefined };
  const ideal = { busy: blockingIn(lines, run.busy), endings, lines, elapsed, outcome };
  const real = { busy: run.busy, endings, lines: run.lines, elapsed: run.elapsed, outcome: run.outcome };
  return timelines(
    [
      { title: 'expected', run: ideal },
      { title: 'what happened', run: real },
    ],
    { width },
  );
}

/** Where the same work keeps the thread in a transcript, which tells only when it begins and ends. */
function blockingIn(lines: Line[], busy: Busy[]): Busy[] {
  return busy.flatMap(({ lane, from, to }) => {
    const own = lines.filter((line) => line.lane === lane);
    const end = own.findIndex(({ at }, i) => i > 0 && at - own[i - 1]!.at === to - from);
    return end === -1 ? [] : [{ lane, from: own[end - 1]!.at, to: own[end]!.at }];
  });
}

/**
 * Two transcripts beside each other, or below each other where the terminal is narrow, the first line that differs
 * marked with `>`. Long ones are cut around that line.
 *
 * @param width columns of the terminal; at most 100 are used
 */
export function sideBySide(expected: Line[], actual: Line[], width = 80): string {
  const length = Math.max(expected.length, actual.length);
  let first = 0;
  while (first < length && sameLine(expected[first], actual[first])) first += 1;
  const from = Math.max(0, first - 6);
  const to = Math.min(length, first + 10);
  const [left, right] = [expected, actual].map((lines) => lines.slice(from, to).map(row));
  const marks = Array.from({ length: to - from }, (_, i) => (from + i === first ? '>' : ' '));
  const above = from > 0 ? `… ${from} equal lines` : undefined;
  const below = length > to ? `… ${length - to} more` : undefined;
  if (width < 60) {
    const block = (title: string, rows: string[] = []) => [
      title,
      ...(above ? [`  ${above}`] : []),
      ...rows.map((text, i) => `${marks[i]} ${cut(text, width - 3)}`),
    ];
    return [
      ...block('expected', left),
      ...block('what happened', right),
      ...(below ? [`  ${below}`] : []),
    ].join('\n');
  }
  const column = Math.floor((Math.min(width, 100) - 5) / 2);
  const rows = marks.map(
    (mark, i) => `${mark} ${fit(left?.[i] ?? '', column)} | ${cut(right?.[i] ?? '', column)}`,
  );
  if (above) rows.unshift(`  ${fit(above, column)} |`);
  if (below) rows.push(`  ${below}`);
  return [`  ${fit('expected', column)} | what happened`, ...rows].map((text) => text.trimEnd()).join('\n');
}

function sameLine(a: Line | undefined, b: Line | undefined): boolean {
  return a !== undefined && b !== undefined && a.at === b.at && a.lane === b.lane && a.text === b.text;
}

function row({ at, lane, text }: Line): string {
  return `${sayTime(at).padStart(5)} ${padded(printable(lane), 11)} ${text}`;
}

function cut(text: string, width: number): string {
  // Nobody sees more of it, and to measure a megabyte takes a while.
  return fitted(printable(text.slice(0, 50 * width)).replaceAll('\n', ' '), width);
}

function fit(text: string, width: number): string {
  return padded(cut(text, width), width);
}
