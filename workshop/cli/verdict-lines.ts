import type { Step } from '../catalog/steps.ts';
import type { ClaimResult, Verdict } from '../coach/verdict.ts';
import { colour } from '../runtime/printer.ts';
import { printable } from '../runtime/transcript.ts';
import { wrap } from '../draw/wrap.ts';
import { picture, prose, stack, under, type Block } from './blocks.ts';

/** Where a verdict is shown. */
export interface Room {
  width: number;
  /** Without a limit when left out. */
  height?: number;
  /** How to see what is left out. */
  more?: string;
}

/**
 * A verdict as text, what helps most first: the cause, one picture, what was expected against what happened, and then the
 * rest. What there is no room for is left out; no sentence breaks off.
 */
export function verdictLines(step: Step, verdict: Verdict, { width, height, more = '' }: Room): string[] {
  const columns = Math.max(20, Math.min(width, 100));
  return stack(blocksOf(step, verdict, columns), height ?? Infinity, colour.dim(more));
}

function blocksOf(step: Step, verdict: Verdict, width: number): Block[] {
  if (verdict.untouched)
    return [prose(0, `You have not changed ${step.exercise} yet: its comments are the task.`, width)];
  const failed = verdict.claims.find(({ holds }) => !holds);
  const reason = verdict.broken === undefined ? [] : [prose(1, printable(verdict.broken), width)];
  return [
    prose(0, titleOf(verdict), width, verdict.passed ? colour.green : colour.red),
    ...reason,
    ...(failed ? reasonsOf(failed, width) : []),
    picture(6, typeLines(verdict, width)),
    ...printedOf(verdict, width),
    ...(verdict.passed || verdict.claims.length === 0 ? [] : [claimsOf(verdict, width)]),
    ...(verdict.passed && verdict.drawn ? [picture(6, verdict.drawn.split('\n'))] : []),
  ];
}

function titleOf({ passed, broken, claims, total, types = [] }: Verdict): string {
  const held = claims.filter(({ holds }) => holds).length;
  if (broken !== undefined) return 'It could not be checked to the end.';
  if (passed) return `All ${total} claims hold.`;
  return held === total && types.length > 0
    ? `All ${total} claims hold, but the types are not right yet.`
    : `${held} of ${total} claims hold.`;
}

/** The first claim that does not hold: which, why, what it looks like, and in what it differs. */
function reasonsOf(
  { about, text, differences = '', diagnosis, timelines = '', comparison = '' }: ClaimResult,
  width: number,
): Block[] {
  const found = printable(differences);
  const cause = diagnosis
    ? under(
        prose(2, `Likely cause: ${diagnosis.id}`, width, colour.yellow),
        prose(2, printable(diagnosis.text), width),
      )
    : prose(2, found, width);
  return [
    prose(1, `${about}: ${text}`, width, colour.bold),
    cause,
    ...(timelines === '' ? [] : [picture(3, printable(timelines).split('\n'))]),
    ...(diagnosis ? [prose(4, found, width)] : []),
    ...(comparison === '' ? [] : [table(printable(comparison).split('\n'))]),
  ];
}

/** Two transcripts beside each other: where there is no room for them, the part around the line that differs. */
function table(rows: string[]): Block {
  return {
    rank: 5,
    in(room) {
      if (rows.length <= room) return rows;
      if (room < 5) return [];
      const marked = rows.findIndex((row) => row.startsWith('>'));
      const from = Math.max(1, Math.min(marked - 1, rows.length - (room - 1)));
      return [rows[0]!, ...rows.slice(from, from + room - 1)];
    },
  };
}

const mostShown = 5;

/** What TypeScript says of an answer, and where. */
export function typeLines({ types = [] }: Verdict, width: number): string[] {
  if (types.length === 0) return [];
  const shown = types.slice(0, mostShown).map(({ place, text }) => `${place}: ${printable(text)}`);
  const more = types.length > shown.length ? [`… ${types.length - shown.length} more`] : [];
  return ['TypeScript says:', ...[...shown, ...more].flatMap((row) => wrap(row, width))];
}

function printedOf({ printed, printedMore }: Verdict, width: number): Block[] {
  if (printed.length === 0) return [];
  const shown = printed.slice(0, mostShown).map((line) => `  ${printable(line)}`);
  const more = printed.length - shown.length + printedMore;
  const rows = [...shown, ...(more > 0 ? [`  … ${more} more`] : [])];
  return [under(prose(7, 'Your code printed:', width), ...rows.map((row) => prose(7, row, width)))];
}

function claimsOf({ claims }: Verdict, width: number): Block {
  const lines = claims.flatMap(({ holds, about, text }) => {
    const paint = holds ? colour.green : colour.red;
    const [first = '', ...rest] = wrap(`${about}: ${text}`, width - 5);
    return [`${holds ? ' ok ' : 'FAIL'} ${first}`, ...rest.map((line) => `     ${line}`)].map((line) =>
      paint(line),
    );
  });
  return picture(8, lines);
}
