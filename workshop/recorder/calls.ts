import { framesOf, topLevel, type Frame } from './stack.ts';
import type { Job, Print, Turn } from './watch.ts';

/** One call of a function of the learner's, from its start to its end. */
export interface Call {
  /** A callback is whatever is called by none of the learner's functions and is not async. */
  kind: 'async' | 'generator' | 'callback';
  name: string;
  task: string | undefined;
  /** The line where it starts. */
  line: number | undefined;
  /** The lane it speaks for, if that is not its task. */
  lane?: string | undefined;
  /** All of its name that were ever asleep at once, and which of them it is. */
  family: Call[];
  number: number;
  asleep: boolean;
  ended: boolean;
}

/** What a turn in which the learner's code ran tells of it. */
export interface Seen {
  call: Call;
  resumes: boolean;
  line: number | undefined;
  until: number | undefined;
  ends: boolean;
  prints: Print[];
}

/**
 * Tells from the stacks which call of which function goes on in each turn. Nothing in V8 says so directly: it shows a
 * promise for every call of an async function, and another one for every `await` in it.
 */
export class Calls {
  readonly #file: string;
  readonly #raw: boolean;
  readonly #families = new Map<string, Call[]>();
  readonly #returned = new Map<Job, Call>();
  readonly #awaits = new Map<Job, { call: Call; line: number | undefined }>();
  readonly #speakers = new Map<Print, Call>();

  /**
   * @param file the learner's file, as a path
   * @param raw whether it is a script, where code is named by its functions, or a step, where all outside of tasks is
   * `main`
   */
  constructor(file: string, raw: boolean) {
    this.#file = file;
    this.#raw = raw;
  }

  /** What the learner's code did in a turn. Turns are looked at in their order. */
  look(turn: Turn): Seen | undefined {
    const resumed = turn.resumed && this.#awaits.get(turn.resumed);
    let call = resumed?.call;
    if (call) call.asleep = false;
    /** Who runs, one called by the other, and how deep in the stack. */
    let running = call ? [{ call, depth: 1 }] : [];
    let depth = 1;
    let started: Call | undefined;
    let until: number | undefined;
    let seen = false;
    const prints: Print[] = [];
    const unclaimed: { print: Print; by: string }[] = [];
    const begin = (kind: Call['kind'], { name, line }: Frame, task: string | undefined, at: number): Call => {
      const begun: Call = { kind, name, line, task, family: [], number: 0, asleep: false, ended: false };
      if (kind !== 'callback') this.#number(begun);
      running.push({ call: begun, depth: at });
      return begun;
    };
    for (const event of turn.events) {
      if (event.type === 'settled') {
        const ended = this.#returned.get(event.job);
        if (ended) ended.ended = true;
        running = running.filter((each) => each.call !== ended);
      }
      if (event.type === 'settled' || event.type === 'woken') continue;
      const { task } = event;
      const { frames, direct } = framesOf(event.place, this.#file);
      const [frame] = frames;
      const outermost = frames.at(-1);
      if (outermost?.name === '' && call?.name === topLevel) outermost.name = topLevel;
      // All that the top level of a step does is to define its functions. And every module makes a promise to begin with.
      const opens = event.type === 'promise' && !event.awaits;
      if (outermost?.name === topLevel && (!this.#raw || (opens && frame === outermost))) continue;
      if (event.type === 'print') prints.push(event);
      seen ||= event.type === 'print' || frame !== undefined;
      if (!frame || !outermost) continue;

      const made = direct && event.type === 'promise' ? event : undefined;
      if (!call && !(made && opens && frames.length === 1)) {
        call = begin('callback', outermost, task, 1);
        if (call.name !== topLevel) depth = Infinity;
      }
      const [own, ...callers] = frames.map(
        ({ name }, at) =>
          running.findLast((each) => each.depth === frames.length - at && each.call.name === name)?.call,
      );
      if (made && opens) {
        // The first promise that an async function makes is the one it returns.
        const begun = begin('async', frame, task, frames.length);
        this.#returned.set(made, begun);
        started ??= begun;
        call ??= begun;
      } else if (made) {
        // An `await` of anything but a promise, and a `yield`, make two: one to wait for, and one that follows it.
        const same = made.follows && this.#awaits.get(made.follows)?.call;
        const awaiting =
          same ?? own ?? this.#idle(frame.name, task) ?? begin('generator', frame, task, frames.length);
        for (const { print, by } of unclaimed) if (by === awaiting.name) this.#claim(print, awaiting);
        awaiting.asleep = true;
        this.#awaits.set(made, { call: awaiting, line: frame.line });
        running = running.filter((each) => each.call !== awaiting);
        // Of all that begins in a turn, the outermost gives it its name.
        if (frames.length < depth) {
          depth = frames.length;
          call = awaiting;
        }
        if (call === awaiting) until = frame.line;
      } else if (event.type === 'print') {
        const speaker = own ?? callers.find((each) => each);
        if (speaker) this.#speakers.set(event, speaker);
        if (own) this.#claim(event, own);
        else unclaimed.push({ print: event, by: frame.name });
      }
    }
    if (!seen && !call?.ended) return undefined;
    call ??= begin('callback', { name: '', line: undefined }, prints[0]?.task, 1);
    const lane = prints[0]?.lane;
    if (call.kind === 'callback' && lane !== call.task) call.lane ??= lane;
    const ends = (call.kind === 'callback' ? started : call)?.ended ?? false;
    return {
      call,
      resumes: resumed !== undefined,
      line: resumed ? resumed.line : call.line,
      until,
      ends,
      prints,
    };
  }

  /** A generator that is asked for its next value goes on in its caller's turn. */
  #idle(name: string, task: string | undefined): Call | undefined {
    const family = this.#families.get(name) ?? [];
    return family.find((each) => each.kind === 'generator' && !each.asleep && each.task === task);
  }

  /** What a call says is said by it; and when it names a lane, that is what we call it, too. */
  #claim(print: Print, call: Call): void {
    this.#speakers.set(print, call);
    if (print.lane !== print.task) call.lane = print.lane ?? call.lane;
  }

  /** It takes the lowest number that no other call of its name, still under way, has. */
  #number(call: Call): void {
    let family = this.#families.get(call.name);
    if (!family) this.#families.set(call.name, (family = []));
    const free = family.findIndex((each) => each.ended);
    call.number = (free < 0 ? family.length : free) + 1;
    call.family = family;
    family[call.number - 1] = call;
  }

  /** Whose line it is; `undefined` when nobody is known to have called what printed it. */
  speakerOf(print: Print): string | undefined {
    const call = this.#speakers.get(print);
    return print.lane ?? (call && this.nameOf(call));
  }

  /** Whoever it spoke for, else its task, else what it is called in the file. */
  nameOf({ kind, name, task, line, lane, family, number }: Call): string {
    if (lane !== undefined) return lane;
    if (task !== undefined && task !== 'main') return task;
    if (!this.#raw) return 'main';
    if (name === topLevel) return name;
    if (kind === 'callback') return line === undefined ? 'callback' : `callback (line ${line})`;
    return `${name === '' ? 'function' : name}${family.length > 1 ? ` ${number}` : ''}`;
  }
}
