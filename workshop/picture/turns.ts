import { fileURLToPath } from 'node:url';

/** Where the stack was when something happened; its text is made when it is read. */
interface Place {
  stack?: string;
}

/** A promise, seen as a job of the microtask queue: the code that goes on when what it waits for has settled. */
export interface Job {
  task: string | undefined;
  place: Place;
  madeIn: Turn;
  /** Whether it follows another promise, as that of an `await` does. */
  awaits: boolean;
  follows: Job | undefined;
  ready?: Turn;
  settled?: Turn;
  next?: Job[];
  /** Filled in by `stepsOf`: the function call that it belongs to, and the line of its `await`. */
  call?: Call;
  line?: number;
}

export interface Sleep {
  name: string;
  owner: string;
  due: number;
  place: Place;
  armedIn: Turn;
  goneIn?: Turn;
  fired?: boolean;
}

export interface Print {
  at: number;
  text: string;
  lane: string | undefined;
  task: string | undefined;
  place: Place;
  /** Filled in by `stepsOf`: the call that it belongs to. */
  call?: Call;
}

/** One uninterrupted piece of execution: a job of the microtask queue, a timer's callback, or what is in between. */
export interface Turn {
  seq: number;
  kind: 'job' | 'timer' | 'other';
  at: number;
  to: number;
  cause: Turn | undefined;
  resumed: Job | undefined;
  events: (Job | Sleep | Print)[];
}

/** One call of an async function of the learner's, from its start to its end. */
export interface Call {
  name: string;
  task: string | undefined;
  lane?: string | undefined;
  /** The promise it returned to its caller; generators have none. */
  home: Job | undefined;
  /** Which one it is of those of the same name that were under way at once. */
  number: number;
  family: Call[];
  asleep: boolean;
}

export const isPrint = (event: Job | Sleep | Print): event is Print => 'text' in event;
export const isSleep = (event: Job | Sleep | Print): event is Sleep => 'due' in event;
export const isJob = (event: Job | Sleep | Print): event is Job => 'awaits' in event;

const machinery = fileURLToPath(new URL('..', import.meta.url));

export interface Spot {
  name: string;
  line: number | undefined;
  /** How many of the learner's functions are on the stack, one called by the other. */
  depth: number;
  /** Whether the learner's own code did it, and not a built-in function that it called. */
  direct: boolean;
}

const spots = new WeakMap<Place, Spot | undefined>();

/** The learner's code on top of a stack, if that is where it happened; ours and Node's do not count. */
export function spotOf(place: Place, file: string): Spot | undefined {
  if (spots.has(place)) return spots.get(place);
  let spot: Spot | undefined;
  let direct = true;
  for (const row of (place.stack ?? '').split('\n').slice(1)) {
    const [, async, name = '', where = '', line] =
      /^\s+at (async )?(?:(.*?) \()?(.*?)(?::(\d+):\d+)?\)?$/.exec(row) ?? [];
    if (async) break;
    if (line === undefined) {
      direct = false;
      continue;
    }
    const path = where.startsWith('file:') ? fileURLToPath(where) : where;
    const ours = path.startsWith(machinery) || path.includes('node_modules');
    if (path.startsWith('node:') || path.startsWith('data:') || ours) {
      if (path.startsWith('node:internal/modules') && spot?.name === '') spot.name = 'top level';
      if (!spot && ours) direct = false;
      if (spot) break;
      continue;
    }
    if (spot) spot.depth += 1;
    else {
      const own = name.replace(/^(Object|Function|Module|VirtualTimer)\.|^new /, '');
      spot = {
        name: own === '<anonymous>' ? '' : own,
        line: sameFile(path, file) ? Number(line) : undefined,
        depth: 1,
        direct,
      };
    }
  }
  spots.set(place, spot);
  return spot;
}

/** The maps that tsx makes call every file `.ts`, also `.mts` and `.cts`. */
function sameFile(one: string, other: string): boolean {
  return one.replace(/\.[cm]?ts$/, '') === other.replace(/\.[cm]?ts$/, '');
}
