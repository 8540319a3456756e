import { stripVTControlCharacters } from 'node:util';
import type { Line, Run } from '../run.ts';
import type { Diagnosis } from './diagnose.ts';
import { parseTranscript, sayTime, type Difference, type Expectation } from './expectation.ts';

const width = 80;

/** What a learner reads when a claim does not hold: the differences, both transcripts, the likely cause. */
export function explainDifferences(
  run: Run,
  expected: Expectation,
  found: Difference[],
  diagnosis: Diagnosis | undefined,
): string {
  const parts = [found.map(({ text }) => text).join('\n')];
  if (expected.prints !== undefined) parts.push(sideBySide(parseTranscript(expected.prints), run.lines));
  if (diagnosis) parts.push(`Likely cause: ${diagnosis.id}\n${diagnosis.text}`);
  return parts.join('\n\n');
}

/**
 * Two transcripts beside each other in 80 columns, the first line that differs marked with `>`. Long ones are cut
 * around that line.
 */
export function sideBySide(expected: Line[], actual: Line[]): string {
  const left = expected.map(row);
  const right = actual.map(row);
  const first = Array.from({ length: Math.max(left.length, right.length) }).findIndex((_, i) => left[i] !== right[i]);
  const column = Math.floor((width - 5) / 2);
  const from = Math.max(0, first - 6);
  const to = Math.min(Math.max(left.length, right.length), Math.max(first, 0) + 10);
  const rows = [`  ${'expected'.padEnd(column)} | what happened`];
  if (from > 0) rows.push(`  ${`… ${from} equal lines`.padEnd(column)} |`);
  for (let i = from; i < to; i += 1) {
    const mark = i === first ? '>' : ' ';
    rows.push(`${mark} ${fit(left[i] ?? '', column)} | ${fit(right[i] ?? '', column)}`.trimEnd());
  }
  const more = Math.max(left.length, right.length) - to;
  if (more > 0) rows.push(`  … ${more} more`);
  return rows.join('\n');
}

function row({ at, lane, text }: Line): string {
  return `${sayTime(at).padStart(5)} ${lane.padEnd(11)} ${text}`;
}

function fit(text: string, columns: number): string {
  const plain = stripVTControlCharacters(text).replaceAll('\n', ' ');
  return plain.length > columns ? `${plain.slice(0, columns - 1)}…` : plain.padEnd(columns);
}
