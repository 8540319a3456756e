import { Family } from './family.ts';
import { framesOf, isModule, topLevel, type Frame } from './stack.ts';
import type { Print, Turn } from './turns.ts';

/** One call of a function of the learner's, from its start to its end. */
export interface Call {
  /** A callback is whatever is called by none of the learner's functions and is not async. */
  kind: 'async' | 'generator' | 'callback';
  name: string;
  task: string | undefined;
  /** The line where it starts. */
  line: number | undefined;
  /** Whether it is another file that is being loaded. */
  loaded: boolean;
  /** The lane it speaks for, if that is not its task. */
  lane?: string | undefined;
  /** All of its name that were ever asleep at the same time, and which of them it is. */
  family: Family;
  number: number;
  asleep?: boolean;
  ended: boolean;
  /** Of a generator: its last `yield`. */
  last?: Spot | undefined;
}

/** A place in the learner's file. */
export interface Spot {
  line: number;
  column: number;
}

/** A turn in which the learner's code ran: which call, from where, and to which `await`. */
export interface Seen {
  call: Call;
  resumes: boolean;
  /** Where it begins or resumes, and where it waits next. */
  line: number | undefined;
  column: number | undefined;
  until: Spot | undefined;
  ends: boolean;
  prints: Print[];
  /** The functions that were running at its deepest moment, the innermost last. */
  stack: string[];
}

/**
 * Tells from the stacks which call of which function goes on in each turn. Nothing in V8 says so directly: it shows a
 * promise for every call of an async function, and another one for every `await` in it.
 *
 * @param file the learner's file, as a path
 * @param raw whether it is a script, named by its functions, or a step, where all outside of tasks is `main`
 * @returns to be asked about each turn, in their order
 */
export function callsIn(file: string, raw: boolean): (turn: Turn) => Seen | undefined {
  const families = new Map<string, Family>();

  return ({ resumed, events }) => {
    let call = resumed?.awaits ? resumed.call : undefined;
    let resumes = call !== undefined;
    let from: Spot | undefined = resumes ? spotOf(resumed) : undefined;
    if (call) call.asleep = false;
    /** Who runs, one called by the other, and how deep in the stack. */
    let running = call ? [{ call, depth: 1 }] : [];
    let depth = 1;
    let until: Spot | undefined;
    let stack: string[] = [];
    let seen = false;
    const prints: Print[] = [];
    const unclaimed: { print: Print; by: string }[] = [];
    const begin = (
      kind: Call['kind'],
      { name, begins: line, loaded = false }: Frame,
      task: string | undefined,
      at: number,
    ): Call => {
      const family = families.get(name) ?? new Family();
      const own = { kind, name, line, loaded, task };
      const begun: Call = { ...own, family, number: 0, ended: false };
      if (kind !== 'callback') {
        families.set(name, family);
        family.join(begun);
      }
      running.push({ call: begun, depth: at });
      return begun;
    };
    for (const event of events) {
      if (event.type === 'settled' && !event.job.awaits && event.job.call) {
        event.job.call.family.end(event.job.call);
        running = running.filter((each) => each.call !== event.job.call);
      }
      if (event.type === 'settled' || event.type === 'gone') continue;
      const { task } = event;
      const { frames, direct } = framesOf(event.place, file);
      const [frame] = frames;
      const outermost = frames.at(-1);
      // All that the top level of a step does is to define its functions. And every module makes a promise to begin with.
      const opens = event.type === 'promise' && !event.awaits;
      if (outermost && isModule(outermost) && (!raw || (opens && frame === outermost))) continue;
      if (event.type === 'print') prints.push(event);
      seen ||= event.type === 'print' || frame !== undefined;
      if (!frame || !outermost) continue;
      if (frames.length > stack.length) stack = frames.map(inWords).reverse();

      // What a file loads runs before it, in the same turn.
      if (call?.loaded && !resumes && outermost.name === topLevel) call = undefined;
      const made = direct && event.type === 'promise' ? event : undefined;
      if (!call && !(made && opens && frames.length === 1)) {
        // A loop that is left makes its generator go on, to clean up.
        const left = families.get(outermost.name)?.generator((each) => each.last !== undefined);
        call = left ?? begin('callback', outermost, task, 1);
        if (left) {
          from = left.last;
          resumes = true;
          running.push({ call: left, depth: 1 });
        }
        if (!isModule(call)) depth = Infinity;
      }
      const [own, ...callers] = frames.map(
        ({ name }, at) =>
          running.findLast((each) => each.depth === frames.length - at && each.call.name === name)?.call,
      );
      if (made && opens) {
        // The first promise that an async function makes is the one it returns.
        made.call = begin('async', frame, task, frames.length);
        call ??= made.call;
      } else if (made) {
        // An `await` of anything but a promise, and a `yield`, make two: one to wait for, and one that follows it.
        const same = (made.follows?.awaits ? made.follows.call : undefined) ?? own;
        // A generator that is asked for its next value goes on in its caller's turn.
        const isIdle = (each: Call) => !each.asleep && each.task === task;
        const awaiting =
          same ??
          families.get(frame.name)?.generator(isIdle) ??
          begin('generator', frame, task, frames.length);
        for (const { print, by } of unclaimed) if (by === awaiting.name) claim(print, awaiting);
        awaiting.asleep = true;
        made.call = awaiting;
        made.line = frame.line;
        made.column = frame.column;
        if (awaiting.kind === 'generator') awaiting.last = spotOf(frame);
        running = running.filter((each) => each.call !== awaiting);
        // Of all that begins in a turn, the outermost gives it its name.
        if (frames.length < depth) {
          depth = frames.length;
          call = awaiting;
        }
        if (call === awaiting) until = spotOf(frame);
      } else if (event.type === 'print') {
        event.call = callers.find((each) => each);
        event.line = frame.line;
        if (own) claim(event, own);
        else unclaimed.push({ print: event, by: frame.name });
      }
    }
    if (!seen && !call?.ended) return undefined;
    call ??= begin('callback', nowhere, prints[0]?.task, 1);
    const lane = prints[0]?.lane;
    if (call.kind === 'callback' && lane !== call.task) call.lane ??= lane;
    const { line, column } = from ?? { line: call.line, column: undefined };
    return { call, resumes, line, column, until, ends: call.ended, prints, stack };
  };
}

const nowhere: Frame = { name: '', line: undefined, column: undefined, begins: undefined };

function spotOf(place?: { line?: number | undefined; column?: number | undefined }): Spot | undefined {
  return place?.line === undefined ? undefined : { line: place.line, column: place.column ?? 1 };
}

function inWords({ name, line }: Frame): string {
  const own = name === '' ? 'callback' : name;
  return line === undefined ? own : `${own} (line ${line})`;
}

/** What a call says is said by it; and when it names a lane, that is what we call it, too. */
function claim(print: Print, call: Call): void {
  print.call = call;
  if (print.lane !== print.task) call.lane = print.lane ?? call.lane;
}

/** The lane it spoke for, else its task, else what it is called in the file. */
export function nameOf({ kind, name, task, line, lane, family, number }: Call, raw: boolean): string {
  if (lane !== undefined) return lane;
  if (task !== undefined && task !== 'main') return task;
  if (!raw) return 'main';
  if (name === topLevel) return name;
  if (kind === 'callback' && name === '') return line === undefined ? 'callback' : `callback (line ${line})`;
  if (kind === 'callback') return name;
  return `${name === '' ? 'function' : name}${family.size > 1 ? ` ${number}` : ''}`;
}
