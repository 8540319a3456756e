import { inspect } from 'node:util';
import type { Line, WaitKind } from '../runtime/observer.ts';

/** A wait that began inside a call, in ms since the program began. `to` is missing while it lasts. */
export interface CallWait {
  kind: WaitKind;
  from: number;
  to?: number;
  due?: number | undefined;
  hasSignal: boolean;
}

/** A timer that was armed inside a call. `over` is missing while it is armed. */
export interface CallTimer {
  /** As `Run.leaks` names it. */
  name: string;
  from: number;
  due: number;
  over?: { at: number; how: 'fired' | 'cleared' };
  /** The call that has cleared it. */
  clearedBy?: Call;
}

/** A property of an object that has another value than before. */
export interface Change {
  name: string;
  before: unknown;
  after: unknown;
}

/** Changes in words: `free: 2 → 0`. */
export function sayChanges(changes: Change[]): string {
  return changes
    .map(({ name, before, after }) => `${name}: ${inspect(before)} → ${inspect(after)}`)
    .join(', ');
}

/** One call across the line between an answer and the claim that judges it. */
export interface Call {
  /** Whose code runs: the answer's, or that of a function that the claim gave it. */
  side: 'answer' | 'given';
  /** As the answer would call it: `shop.reserve`, `jobs[1]`. */
  name: string;
  args: unknown[];
  /** The functions that it was given, by the names that calls of them have. */
  offered: string[];
  /** Whether a signal that it was given had aborted already. */
  tooLate: boolean;
  from: number;
  by: Call | undefined;
  /** The call that gave this function, where it is the result of one. */
  of: Call | undefined;
  returned?: unknown;
  /** How it ended, a promise that it returned included. */
  outcome: { kind: 'pending' } | { kind: 'fulfilled'; value: unknown } | { kind: 'rejected'; error: unknown };
  lines: Line[];
  waits: CallWait[];
  timers: CallTimer[];
  /** Lists that it was given and that are not as they were. */
  mutated: string[];
  /** What is not as it was in the plain objects that it was given. */
  changed: Change[];
}

/** What is known of the calls of one run. */
export interface Calls {
  all: Call[];
  lines: Set<Line>;
  /** What the answer itself called of the platform and of `#workshop`: `Promise.all`, `createTask`. */
  used: Set<string>;
  /** The timers that anybody armed, as `Run.leaks` names them. */
  timers: Set<string>;
  /** When each controller was told to abort (ms), by its signal. */
  aborted: Map<AbortSignal, number>;
  /** The call of the answer that told it. */
  abortedBy: Map<AbortSignal, Call>;
  /** The call that was one too many: what calls so often never comes to an end. */
  endless?: Call;
}

/** The signal among arguments, or in an object of options. */
export function signalIn(args: unknown[]): AbortSignal | undefined {
  return args
    .flatMap((arg) => (typeof arg === 'object' && arg !== null && isPlain(arg) ? Object.values(arg) : [arg]))
    .find((arg): arg is AbortSignal => arg instanceof AbortSignal);
}

/** An object without a class. */
export function isPlain(arg: unknown): arg is object {
  return typeof arg === 'object' && arg !== null && Object.getPrototypeOf(arg) === Object.prototype;
}

/** What is different in an object. */
export function changesOf(before: object, after: object): Change[] {
  const now = new Map(Object.entries(after));
  return Object.entries(before)
    .filter(([name, value]) => now.get(name) !== value)
    .map(([name, value]) => ({ name, before: value, after: now.get(name) }));
}

/** The call in which this one was made, directly or in others. */
export function rootOf(call: Call): Call {
  return call.by ? rootOf(call.by) : call;
}
