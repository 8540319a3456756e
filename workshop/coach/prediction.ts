import { sayTime } from './expectation.ts';
import { random } from '../runtime/random.ts';
import type { Line, Run } from '../runtime/run-program.ts';

/** What a learner is asked before a step runs: its first lines, in another order. */
export interface Question {
  /** In the right order. */
  lines: Line[];
  /** The same, as they are shown: each number is a place in `lines`. */
  shown: number[];
  /** How many lines the run has in all. */
  of: number;
}

/** What the learner's answer is worth, and why. */
export interface Score {
  /** How many lines are at their place. */
  right: number;
  total: number;
  totalTime: 'right' | 'wrong' | 'not given';
  /** What was different and why, a paragraph each. */
  why: string[];
}

const most = 9;

/** Makes the question from a run. The same run always gives the same question. */
export function ask({ lines }: Run, seed = 1): Question {
  const first = lines.slice(0, most);
  const { int } = random(seed);
  const shown = first.map((_, place) => place);
  for (let i = shown.length - 1; i > 0; i -= 1) {
    const j = int(0, i);
    [shown[i], shown[j]] = [shown[j]!, shown[i]!];
  }
  // An order that is right already would ask for nothing.
  if (shown.length > 1 && shown.every((place, i) => place === i)) shown.reverse();
  return { lines: first, shown, of: lines.length };
}

/**
 * Reads the order that was typed: the numbers of the lines as shown, from 1.
 *
 * @returns the numbers, or in words what is wrong with them
 */
export function readOrder(text: string, count: number): number[] | string {
  const numbers = text
    .trim()
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map(Number);
  if (numbers.some((each) => !Number.isInteger(each) || each < 1 || each > count)) {
    return `Write the numbers 1 to ${count} in the order you expect, with spaces between them.`;
  }
  const twice = numbers.find((each, i) => numbers.indexOf(each) !== i);
  if (twice !== undefined) return `You gave ${twice} twice. Write each number once.`;
  if (numbers.length < count) {
    const missing = Array.from({ length: count }, (_, i) => i + 1).filter((each) => !numbers.includes(each));
    return `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing. Write each number once.`;
  }
  return numbers;
}

/** Reads a time in seconds, as ms: `2`, `2.0`, `2.0s`, `2,5`. */
export function readSeconds(text: string): number | undefined {
  const [, number] = /^\s*(\d+(?:[.,]\d+)?)\s*s?\s*$/.exec(text) ?? [];
  return number === undefined ? undefined : Math.round(Number(number.replace(',', '.')) * 1000);
}

/** Compares an answer with the run that the question was made from. */
export function score(
  { lines, shown }: Question,
  run: Run,
  order: number[],
  total: number | undefined,
): Score {
  const guess = order.map((number) => lines[shown[number - 1]!]!);
  // Lines that read the same are the same.
  const right = lines.filter((line, i) => name(line) === name(guess[i]!)).length;
  const place = lines.findIndex((line, i) => name(line) !== name(guess[i]!));
  const why = place === -1 ? [] : [whyFirst(lines[place]!, guess[place]!, run)];
  const seconds = total === undefined ? 'not given' : Math.abs(total - run.elapsed) < 50 ? 'right' : 'wrong';
  if (seconds === 'wrong') why.push(whyTotal(run, total!));
  return { right, total: lines.length, totalTime: seconds, why };
}

function name({ lane, text }: Line): string {
  return `${lane}: ${text}`;
}

/** Why `real` came where `guess` was expected. */
function whyFirst(real: Line, guess: Line, run: Run): string {
  const what = `First difference: you expected "${name(guess)}", and "${name(real)}" came (${sayTime(real.at)}).`;
  if (real.at === guess.at) {
    return `${what} Both come at ${sayTime(real.at)}. Nothing sleeps between them, so the order of the code decides: a piece of code runs until it awaits, and what is ready resumes in the order in which it became ready.`;
  }
  const before = run.lines.filter(({ lane, at }) => lane === guess.lane && at < guess.at).at(-1);
  const busy = run.busy.find(({ from, to }) => from < guess.at && to >= guess.at && real.at <= to);
  if (busy)
    return `${what} ${busy.lane} kept the thread from ${sayTime(busy.from)} to ${sayTime(busy.to)}; "${name(guess)}" could come only at ${sayTime(guess.at)}.`;
  if (!before)
    return `${what} ${guess.lane} says nothing before ${sayTime(guess.at)}: until then it has not been started, or it waits, or other work has the thread.`;
  return `${what} ${guess.lane} waits from ${sayTime(before.at)} to ${sayTime(guess.at)}, and meanwhile other work can run.`;
}

function whyTotal({ lines, elapsed }: Run, total: number): string {
  const last = lines.filter(({ at }) => at === elapsed);
  // The work that ends last decides how long it takes.
  const long = last
    .map(({ lane }) => lines.find((line) => line.lane === lane)!)
    .find(({ at }) => at < elapsed);
  const why = long ? ` ${long.lane} was at work until the end, from ${sayTime(long.at)} on.` : '';
  return `It takes ${sayTime(elapsed)}, not ${sayTime(total)}.${why} Work that runs one piece after the other adds up; of work that runs at the same time, the longest counts.`;
}
