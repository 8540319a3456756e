import { lessonOf, type Step } from '../catalog/steps.ts';
import type { Verdict } from '../coach/verdict.ts';
import { colour } from '../runtime/printer.ts';
import { verdictLines } from './verdict-lines.ts';
import { wrap } from '../draw/wrap.ts';

/** What the screen of the watch mode shows. */
export interface Picture {
  step: Step;
  /** How many steps are done, of how many. */
  done: number;
  steps: number;
  /** The last verdict; none before the first. */
  verdict: Verdict | undefined;
  /** A check is under way. */
  checking: boolean;
  /** What the last key said, such as a hint. */
  note: string[];
}

const keys = ['n next', 'h hint', 'p predict', 's solution', 'r run', 'l list', 'x reset', 'q quit'];

/** The screen: where we are, what to do, the verdict, the keys. Fits in the given columns and rows. */
export function drawWatch(picture: Picture, { columns, rows }: { columns: number; rows: number }): string[] {
  const { step, verdict, checking, done, steps } = picture;
  const width = Math.min(columns, 100);
  const cut = (text: string) => (text.length > width ? `${text.slice(0, width - 1)}…` : text);
  const head = [
    colour.bold(cut(`${step.name.slice(0, 2)} ${lessonOf(step).title}`)),
    colour.dim(cut(`Async workshop: ${done} of ${steps} done. Read ${step.lesson}`)),
    colour.dim(cut(`Solve ${step.exercise} (checked when you save)`)),
    '',
  ];
  const foot = ['', ...keyLines(width).map((line) => colour.dim(line))];
  const room = rows - head.length - foot.length;
  const note = picture.note.flatMap((line) => fold(line, width));
  // A note was asked for, so it comes before the verdict where there is no room for both.
  const below = note.length > 0 ? ['', ...note.slice(0, room - 4)] : [];
  const said =
    checking && !verdict
      ? ['checking…']
      : verdict
        ? verdictLines(step, verdict, { width, height: room - below.length })
        : [];
  return [...head, ...said.slice(0, Math.max(0, room - below.length)), ...below, ...foot].slice(0, rows);
}

/** Lines that carry colours are cut before they are painted, so they fit already. */
function fold(line: string, width: number): string[] {
  return line.includes('\x1b') ? [line] : wrap(line, width);
}

/** The keys, as many to a line as fit. */
function keyLines(width: number): string[] {
  const lines = [''];
  for (const key of keys) {
    const longer = lines.at(-1) === '' ? key : `${lines.at(-1)}   ${key}`;
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(key);
  }
  return lines;
}
