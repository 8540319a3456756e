import { isDeepStrictEqual } from 'node:util';
import type { Line, Run } from '../runtime/run-program.ts';
import { parseTranscript, type Difference, type Expectation } from './expectation.ts';

/** One piece of work of a lane, from its first line to its last. */
export interface Span {
  lane: string;
  from: number;
  to: number;
  lines: Line[];
}

/** The same line in both transcripts: the first `milk started` there is the first `milk started` here, and so on. */
export interface Match {
  expected: Line;
  actual: Line;
  /** The place of each in its transcript. */
  expectedPlace: number;
  actualPlace: number;
  /** Whether a piece of work begins with it. */
  opens: boolean;
}

/** What is there to judge from: the run, what it should have been, and both taken apart. */
export interface Evidence {
  run: Run;
  expected: Expectation;
  found: Difference[];
  /** What the claim says is printed; `undefined` when it says nothing about that. */
  lines: Line[] | undefined;
  matches: Match[];
  /** Lines that should be there, and lines that should not. */
  missing: Line[];
  extra: Line[];
  /** The pieces of work, as expected (none when the claim says nothing about lines) and as they happened. */
  expectedWork: Span[];
  work: Span[];
}

// Enough for every lesson. Past it a run has gone wrong in a way that needs no reading line by line.
const mostLines = 2000;

export function gather(run: Run, expected: Expectation, found: Difference[]): Evidence {
  const lines = expected.prints === undefined ? undefined : parseTranscript(expected.prints);
  const actual = run.lines.slice(0, mostLines);
  const expectedWork = spans(lines ?? []);
  const openers = new Set(expectedWork.map((span) => span.lines[0]));
  const queues = new Map<string, number[]>();
  actual.forEach((line, place) => {
    const queue = queues.get(key(line));
    if (queue) queue.push(place);
    else queues.set(key(line), [place]);
  });
  const matches: Match[] = [];
  const missing: Line[] = [];
  (lines ?? []).forEach((line, expectedPlace) => {
    const actualPlace = queues.get(key(line))?.shift();
    if (actualPlace === undefined) missing.push(line);
    else {
      const opens = openers.has(line);
      matches.push({ expected: line, actual: actual[actualPlace]!, expectedPlace, actualPlace, opens });
    }
  });
  const extra = lines
    ? [...queues.values()]
        .flat()
        .sort((a, b) => a - b)
        .map((place) => actual[place]!)
    : [];
  return { run, expected, found, lines, matches, missing, extra, expectedWork, work: spans(actual) };
}

function key({ lane, text }: Line): string {
  return `${lane}\n${text}`;
}

/**
 * Takes a transcript apart into pieces of work. A lane that says its first word again begins its next piece: a shop
 * that prints `order 1 started … order 2 started` works twice.
 */
export function spans(lines: Line[]): Span[] {
  const open = new Map<string, Span>();
  const all: Span[] = [];
  for (const line of lines) {
    const current = open.get(line.lane);
    if (current && shape(line) !== shape(current.lines[0]!)) {
      current.to = line.at;
      current.lines.push(line);
      continue;
    }
    const span = { lane: line.lane, from: line.at, to: line.at, lines: [line] };
    open.set(line.lane, span);
    all.push(span);
  }
  // A lane that says only one thing at a time tells of moments, not of work.
  return all.filter(({ lane, lines: own }) => lane !== 'main' && own.length > 1);
}

/** What kind of line it is: numbers and quoted names do not count. */
function shape({ text }: Line): string {
  return text.replace(/\d+(\.\d+)?|"[^"]*"/g, '#');
}

/** How many pieces of work are under way together, at the most. One that begins as another ends is not beside it. */
export function mostAtOnce(work: Span[]): number {
  let most = 0;
  for (const { from } of work) most = Math.max(most, atOnce(work, from));
  return most;
}

/** How many pieces of work are under way right after `at`. */
export function atOnce(work: Span[], at: number): number {
  return work.filter((span) => span.from <= at && span.to > at).length;
}

export function overlap(a: Span, b: Span): boolean {
  return Math.max(a.from, b.from) < Math.min(a.to, b.to);
}

/** The piece of work in `others` that is the same as `span`: same lane, same first line. */
export function same(span: Span, others: Span[]): Span | undefined {
  return others.find((other) => other.lane === span.lane && other.lines[0]!.text === span.lines[0]!.text);
}

/** Whether a run differs in this way. */
export function differsIn({ found }: Evidence, kind: Difference['kind']): boolean {
  return found.some((difference) => difference.kind === kind);
}

/** Two lists at the same place in two values that differ. */
export function differingLists(
  expected: unknown,
  actual: unknown,
): { expected: unknown[]; actual: unknown[] }[] {
  if (isDeepStrictEqual(expected, actual)) return [];
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const inner =
      expected.length === actual.length ? expected.flatMap((each, i) => differingLists(each, actual[i])) : [];
    return [{ expected, actual }, ...inner];
  }
  if (!isRecord(expected) || !isRecord(actual)) return [];
  return Object.keys(expected).flatMap((name) => differingLists(expected[name], actual[name]));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
