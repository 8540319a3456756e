import { isDeepStrictEqual } from 'node:util';
import type { Call, Calls } from './call.ts';
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
  /** The calls of the answer, and those that it made to what it was given, where they are known. */
  answers: Call[];
  /** Every call of the answer's code, those by what it was given included. */
  own: Call[];
  given: Call[];
  /** What was given and failed by itself, the earliest first; what stopped because it was asked to is not here. */
  failures: Failure[];
  /** What the answer used of the platform, the timers that anybody armed, when which controller was told to abort, and the call that was one too many. */
  used: ReadonlySet<string>;
  timers: ReadonlySet<string>;
  aborted: ReadonlyMap<AbortSignal, number>;
  abortedBy: ReadonlyMap<AbortSignal, Call>;
  endless: Call | undefined;
  /** Lanes of which nothing was seen, that of the program aside, and lanes of which nothing should be. */
  never: string[];
  strange: string[];
}

/** A call that failed. */
export interface Failure {
  call: Call;
  lane: string;
  error: unknown;
  at: number;
}

// Enough for every lesson. Past it a run has gone wrong in a way that needs no reading line by line.
const mostLines = 2000;

export function gather(
  run: Run,
  expected: Expectation,
  found: Difference[],
  calls: Omit<Calls, 'lines'> = {
    all: [],
    used: new Set(),
    timers: new Set(),
    aborted: new Map(),
    abortedBy: new Map(),
  },
): Evidence {
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
  const own = calls.all.filter(({ side }) => side === 'answer');
  const answers = own.filter(({ by }) => !by);
  const given = calls.all.filter(({ side }) => side === 'given');
  const failures = given.flatMap(failureOf).sort((a, b) => a.at - b.at);
  const [wanted, seen] = [lines ?? [], actual].map((each) => new Set(each.map(({ lane }) => lane)));
  const never = [...wanted!].filter((lane) => lane !== 'main' && !seen!.has(lane));
  const strange = lines ? [...seen!].filter((lane) => !wanted!.has(lane)) : [];
  const texts = { lines, matches, missing, extra, expectedWork, work: spans(actual) };
  const { used, timers, aborted, abortedBy, endless } = calls;
  const seenToo = { used, timers, aborted, abortedBy, endless, never, strange };
  return { run, expected, found, ...texts, answers, own, given, failures, ...seenToo };
}

function failureOf(call: Call): Failure[] {
  const { outcome } = call;
  if (outcome.kind !== 'rejected' || wasAsked(call, outcome.error)) return [];
  return [{ call, lane: laneOf(call), error: outcome.error, at: lastSign(call) }];
}

/** Whether a call failed only because it was asked to stop. */
function wasAsked({ args, waits }: Call, error: unknown): boolean {
  if (args.some((arg) => arg instanceof AbortSignal && arg.aborted && arg.reason === error)) return true;
  const cut = waits.some(
    ({ to, due, hasSignal }) => hasSignal && to !== undefined && due !== undefined && to < due,
  );
  return cut && isRecord(error) && error['name'] === 'AbortError';
}

/** The lane that a call speaks for; where it says nothing, what the answer calls it. */
export function laneOf({ lines, name }: Call): string {
  return lines[0]?.lane ?? name;
}

/** When a call was last seen doing anything (ms): where it has ended, that is when. */
export function lastSign({ from, lines, waits, timers }: Call): number {
  const times = [
    ...lines.map(({ at }) => at),
    ...waits.flatMap(({ to }) => to ?? []),
    ...timers.flatMap(({ over }) => over?.at ?? []),
  ];
  return times.reduce((latest, at) => Math.max(latest, at), from);
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

/** The piece of work in `others` that is the same as `span` among its own: the second of that lane and first line is the second. */
export function same(span: Span, others: Span[], own: Span[]): Span | undefined {
  const isAlike = (other: Span) => other.lane === span.lane && other.lines[0]!.text === span.lines[0]!.text;
  return others.filter(isAlike)[own.filter(isAlike).indexOf(span)];
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

/** Whether every line that should be there is there, at its time, and no other. */
export function printsAsExpected({ found }: Evidence): boolean {
  return !found.some(({ kind }) => kind === 'prints');
}

/** The call in which a line was said, where one was. */
export function callOf(line: Line, calls: Call[]): Call | undefined {
  return calls.find(({ lines }) => lines.includes(line));
}

/** What the answer was given to call and never called. */
export function neverCalled({ answers, given }: Evidence): string[] {
  const called = new Set(given.map(({ name }) => name));
  return answers.flatMap(({ offered }) => offered.filter((name) => !called.has(name)));
}

/** Calls to what was given that were under way at that time. */
export function underWay({ given }: Evidence, at: number): Call[] {
  return given.filter((call) => isUnderWay(call, at));
}

export function isUnderWay(call: Call, at: number): boolean {
  return call.from <= at && (call.outcome.kind === 'pending' || lastSign(call) > at);
}

export function isPromise(value: unknown): boolean {
  return isRecord(value) && typeof value['then'] === 'function';
}
