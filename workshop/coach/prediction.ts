import { sayTime } from './expectation.ts';
import { random } from '../runtime/random.ts';
import type { Line, Run } from '../runtime/run-program.ts';

/** What a learner is asked before a step runs: its lines, in another order. */
export interface Question {
  /** In the right order. */
  lines: Line[];
  /** The same, as they are shown: each number is a place in `lines`. */
  shown: number[];
  /** How long who sleeps and works, a line each: in a program that draws its numbers nobody could know them. */
  numbers?: string[];
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

/** Makes the question from a run. The same run always gives the same question. */
export function ask(run: Run, seed = 1): Question {
  const { lines } = run;
  const { int } = random(seed);
  const shown = lines.map((_, place) => place);
  for (let i = shown.length - 1; i > 0; i -= 1) {
    const j = int(0, i);
    [shown[i], shown[j]] = [shown[j]!, shown[i]!];
  }
  // An order that is right already would ask for nothing.
  if (shown.length > 1 && shown.every((place, i) => place === i)) shown.reverse();
  return { lines, shown, numbers: numbersOf(run), of: lines.length };
}

function numbersOf({ tasks, busy }: Run): string[] {
  const sleeps = tasks
    .flatMap(({ waits }) => waits)
    .filter(({ kind }) => kind === 'sleep')
    .map(({ lane, from, due }) => ({ lane, from, to: due ?? from, what: 'sleeps' }));
  const works = busy.map((each) => ({ ...each, what: 'works' }));
  const all = [...sleeps, ...works].sort((a, b) => a.from - b.from);
  // By name, so that the order gives nothing away.
  const names = [...new Set(all.map(({ lane }) => lane))].sort();
  return names.map((lane) => {
    const own = all.filter((each) => each.lane === lane);
    return `${lane}: ${own.map(({ what, from, to }) => `${what} ${sayTime(to - from)}`).join(', ')}`;
  });
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

/** Why `real` came where `guess` was expected: what the lane that was expected did meanwhile. */
function whyFirst(real: Line, guess: Line, run: Run): string {
  const what = `First difference: you expected "${name(guess)}", and "${name(real)}" came (${sayTime(real.at)}).`;
  if (real.at === guess.at) {
    return `${what} Both come at ${sayTime(real.at)}. Nothing sleeps between them, so the order of the code decides: a piece of code runs until it awaits, and what is ready resumes in the order in which it became ready.`;
  }
  return `${what} ${whatKept(guess, real.at, run)}`;
}

/** What happened in a lane between `since` and its line. */
function whatKept(line: Line, since: number, { tasks, busy, lines }: Run): string {
  const { lane, at } = line;
  const came = `"${name(line)}" comes at ${sayTime(at)}`;
  // The last thing it waited for before it said this.
  const waits = tasks
    .flatMap((task) => task.waits)
    .filter((wait) => (wait.lane === lane || wait.task === lane) && wait.from < at);
  const last = waits.at(-1);
  const ready = last?.to ?? tasks.find((task) => task.name === lane)?.created ?? since;
  const work = busy.find(({ from, to }) => from < at && to > Math.max(since, ready) && to <= at);
  if (last && last.to !== undefined && last.to >= at) {
    const how =
      last.kind === 'sleep'
        ? `sleeps from ${sayTime(last.from)} on`
        : `waits ${last.what} from ${sayTime(last.from)} on`;
    return `${lane} ${how}, and ${came}.`;
  }
  if (work && work.lane !== lane)
    return `${work.lane} keeps the thread from ${sayTime(work.from)} to ${sayTime(work.to)}; ${lane} is ready at ${sayTime(ready)}, and ${came}, when the thread is free.`;
  if (work) return `${lane} works from ${sayTime(work.from)} to ${sayTime(work.to)}, and ${came}.`;
  const before = lines.filter((each) => each.lane === lane && each.at < at).at(-1);
  if (before)
    return `${lane} says nothing between ${sayTime(before.at)} and ${sayTime(at)}: it waits, and others can run.`;
  const starter = lines
    .filter((each) => each.at === at && each !== line && lines.indexOf(each) < lines.indexOf(line))
    .at(-1);
  return `${lane} begins only at ${sayTime(at)}${starter ? `, after "${name(starter)}"` : ''}.`;
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
