import { getEventListeners } from 'node:events';
import { inspect, isDeepStrictEqual, types } from 'node:util';
import { endingLines } from '../runtime/ending.ts';
import { named } from '../runtime/explain-error.ts';
import { exactTime as sayTime, inSeconds } from '../runtime/transcript.ts';
import type { Line, Run } from '../runtime/run-program.ts';

/** What a claim says a run must be. What is left out is not looked at. */
export interface Expectation {
  /** The whole transcript, a line each as `log` prints it: `1.0s  order milk   done`. Times are exact. */
  prints?: string;
  /** Milliseconds until the program ends. */
  takes?: number;
  /** How that time comes about, without the total: `1.0 for the user + max(1.2, 0.8)`. */
  sum?: string;
  /** What the program returns. */
  returns?: unknown;
  /** The error it must fail with: the same object, or an object with the properties the error must have. */
  fails?: unknown;
  /** Tasks and timers it may leave running when it ends; none when left out. */
  leaves?: string[];
  /** What the answer must do without: `Promise.all`, `createTask`, `Queue`. */
  without?: string[];
  /** The order of the results: that of the list, which it is when left out, or that in which they come. */
  order?: 'list' | 'arrival';
  /** Signals on which no listener may stay. */
  unheard?: AbortSignal[];
  /** The most handlers that one promise was given, as the claim has counted them, and the most that it may have. */
  handlers?: { seen: number; most: number };
  /** How many may be at work at the same time; when left out, nothing is known of a limit. */
  limit?: number;
}

/** One thing that is not as expected. `kind` says which part of the expectation it belongs to. */
export interface Difference {
  kind:
    | 'outcome'
    | 'unhandled'
    | 'prints'
    | 'takes'
    | 'returns'
    | 'fails'
    | 'leaves'
    | 'unseen'
    | 'without'
    | 'unheard'
    | 'handlers';
  text: string;
}

/** Reads a transcript as a test or a lesson has it: time, two spaces, lane, two spaces or more, text. */
export function parseTranscript(transcript: string): Line[] {
  const rows = transcript.split(/\r?\n/).filter((row) => row.trim() !== '');
  return rows.map((row) => {
    const parts = /^\s*(\d+(?:\.\d+)?)s {2,}(\S.*?) {2,}(\S.*)$/.exec(row);
    if (!parts) throw new Error(`This is not a line of a transcript ("1.0s  lane  text"): ${row}`);
    return { at: Math.round(Number(parts[1]) * 1000), lane: parts[2]!, text: parts[3]!.trimEnd() };
  });
}

/**
 * Compares what a run did with what it should have done.
 *
 * @param used what the answer called of the platform, where that is known
 * @returns every difference, the most telling first; none when the run is as expected
 */
export function differences(
  run: Run,
  expected: Expectation,
  used: ReadonlySet<string> = new Set(),
): Difference[] {
  const found: Difference[] = [];
  const add = (kind: Difference['kind'], text: string) => found.push({ kind, text });
  const { outcome } = run;

  for (const name of expected.without ?? [])
    if (used.has(name)) add('without', `It uses ${name}, and the task says to do without.`);
  for (const error of run.unhandled) add('unhandled', `Nothing handled a rejection: ${inWords(error)}.`);
  if (outcome.kind === 'deadlocked' || outcome.kind === 'runaway') {
    add('outcome', endingLines(outcome).join('\n'));
  } else if (outcome.kind === 'failed' && !('fails' in expected) && run.unhandled.length === 0) {
    add('outcome', `It failed with ${inWords(outcome.error)}.`);
  }

  if (expected.prints !== undefined) {
    const text = firstDifference(run.lines, parseTranscript(expected.prints));
    if (text) add('prints', text);
  }
  if (expected.takes !== undefined && run.elapsed !== expected.takes) {
    const sum = expected.sum ? ` = ${expected.sum}` : '';
    add('takes', `It took ${inSeconds(run.elapsed)}; expected ${inSeconds(expected.takes)}${sum}.`);
  }
  if ('fails' in expected) {
    if (outcome.kind === 'finished')
      add(
        'fails',
        `It should fail with ${inWords(expected.fails)}, but it returned ${inWords(outcome.value)}.`,
      );
    else if (outcome.kind === 'failed' && !isTheError(outcome.error, expected.fails)) {
      add(
        'fails',
        `It should fail with ${inWords(expected.fails)}, but it failed with ${inWords(outcome.error)}.`,
      );
    }
  }
  if (
    'returns' in expected &&
    outcome.kind === 'finished' &&
    !isDeepStrictEqual(outcome.value, expected.returns)
  ) {
    add('returns', `It returned ${inWords(outcome.value)}; expected ${inWords(expected.returns)}.`);
  }
  if (outcome.kind === 'finished' || outcome.kind === 'failed') {
    const left = run.leaks.filter((leak) => !expected.leaves?.includes(leak));
    if (left.length > 0) add('leaves', `When it ended this was still running: ${left.join(', ')}.`);
  }
  const stay = (expected.unheard ?? []).reduce(
    (sum, signal) => sum + getEventListeners(signal, 'abort').length,
    0,
  );
  if (stay > 0)
    add('unheard', `${stay === 1 ? 'A listener stays' : `${stay} listeners stay`} on the signal.`);
  const { seen, most } = expected.handlers ?? { seen: 0, most: 0 };
  if (seen > most)
    add(
      'handlers',
      `One promise was given ${seen} handlers; ${most === 1 ? 'one is' : `${most} are`} enough.`,
    );
  for (const { task, error } of run.unseen)
    add('unseen', `${task} failed with ${inWords(error)}, and nothing handled it.`);
  return found;
}

function firstDifference(actual: Line[], expected: Line[]): string | undefined {
  const place = expected.findIndex((line, index) => !isDeepStrictEqual(line, actual[index]));
  if (place === -1) {
    const extra = actual[expected.length];
    return extra && `It printed more than expected, from "${sayLine(extra)}" on.`;
  }
  const instead = actual[place];
  const happened = instead ? `it printed "${sayLine(instead)}"` : 'it printed nothing more';
  return `Line ${place + 1} should be "${sayLine(expected[place]!)}", but ${happened}.`;
}

function sayLine({ at, lane, text }: Line): string {
  return `${sayTime(at)} ${lane}: ${text}`;
}

export { inSeconds, sayTime };

/** Whether an error is the one that was expected: the same object, or one with these properties. */
export function isTheError(actual: unknown, expected: unknown): boolean {
  if (actual === expected) return true;
  if (expected instanceof Error || typeof expected !== 'object' || expected === null) return false;
  if (typeof actual !== 'object' || actual === null) return false;
  return Object.entries(expected).every(([key, value]) =>
    isDeepStrictEqual((actual as Record<string, unknown>)[key], value),
  );
}

/** A value as a learner would write it, short enough for one line. */
export function inWords(value: unknown): string {
  if (value instanceof AggregateError) return `${value.name} with errors ${inWords(value.errors)}`;
  // People put anything into the name and the message of an error.
  if (value instanceof Error) return named(value).replace(/^([^:]*): ([^]*)$/, '$1 "$2"');
  if (types.isPromise(value)) return 'a promise';
  const text = typeof value === 'string' ? JSON.stringify(value) : inspectShort(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function inspectShort(value: unknown): string {
  // One level more than is shown: what is shown last is what is inside of it.
  return inspect(plainly(value, 4), {
    depth: 3,
    compact: true,
    breakLength: Infinity,
    maxArrayLength: 20,
    maxStringLength: 60,
  });
}

/**
 * Errors inside a value in words too: a stack would hide the rest of the line. What the coach watches through a proxy as what
 * it is: Node 26 would say that it is one.
 */
function plainly(value: unknown, depth: number): unknown {
  if (value instanceof Error || types.isPromise(value)) return { [inspect.custom]: () => inWords(value) };
  if (typeof value === 'function' && types.isProxy(value)) {
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    return { [inspect.custom]: () => `[${kind}${value.name ? `: ${value.name}` : ' (anonymous)'}]` };
  }
  if (depth === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => plainly(each, depth - 1));
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype !== Object.prototype)
    return types.isProxy(value) ? Object.assign(Object.create(prototype), ownOf(value)) : value;
  return Object.fromEntries(
    Object.entries(ownOf(value)).map(([key, each]) => [key, plainly(each, depth - 1)]),
  );
}

/** What an object has of its own, as it is and not as a proxy gives it. */
function ownOf(object: object): object {
  const own = Object.entries(Object.getOwnPropertyDescriptors(object)).filter(([, each]) => each.enumerable);
  return Object.fromEntries(
    own.map(([key, { get, value }]) => [key, get ? Reflect.get(object, key) : (value as unknown)]),
  );
}
