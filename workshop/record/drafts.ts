import { callsIn, type Seen } from './calls.ts';
import { ReadyLists } from './ready-lists.ts';
import { framesOf, isModule, topLevel, type Frame } from './stack.ts';
import type { Job, Pending, QueueName, Turn, Turns } from './turns.ts';
import { WaitingRoom } from './waiting-room.ts';

/** What waits in one queue: the first few, and how many there are. */
interface Queued {
  first: (Draft | Pending)[];
  count: number;
}

/** A step, while it is not known yet what everybody is called. */
export interface Draft extends Seen {
  turn: Turn;
  /** What waits when it has ended. */
  waiting: Partial<Record<QueueName, Queued>>;
}

/** Queues that are emptied within a turn of another one. What waits there is known by what is taken from them. */
const short = ['ticks', 'microtasks'] as const;
const long = ['timers', 'immediates', 'input/output'] as const;

/** What causes such a turn, and one that no hook tells of, is behind it. */
const isHop = ({ from }: Turn) => from === undefined || from === 'ticks' || from === 'microtasks';

/**
 * Finds the turns in which the learner's code ran, and what waits after each of them.
 *
 * @param most how many steps anybody looks at, and how many names in each queue
 */
export function draftsOf(
  turns: Turns['all'],
  { file, raw, most }: { file: string; raw: boolean; most: { steps: number; names: number } },
): { drafts: Draft[]; shown: Map<Turn, Draft>; origins: Map<Turn, Turn | undefined> } {
  const look = callsIn(file, raw);
  const drafts: Draft[] = [];
  /** The step that a turn is, or the first that a callback set off. */
  const shown = new Map<Turn, Draft>();
  const origins = new Map<Turn, Turn | undefined>();
  const room = new WaitingRoom();
  const ready = new Map(short.map((queue) => [queue as QueueName, new ReadyLists<Draft>(most)]));
  let noted = 0;
  const notePending = () => {
    const last = drafts.at(-1);
    if (!last || noted === drafts.length || drafts.length > most.steps) return;
    noted = drafts.length;
    for (const queue of long) last.waiting[queue] = room.look(queue, most.names);
  };
  for (const turn of turns) {
    const { cause, from } = turn;
    const isRoot = cause && (shown.has(cause) || !isHop(cause));
    const origin = isRoot ? cause : cause && origins.get(cause);
    origins.set(turn, origin);
    const seen = look(turn);
    if (seen || !isHop(turn)) notePending();
    for (const event of turn.events) {
      if (event.type === 'pending' && waitsLong(event, file, raw)) room.add(event);
      if (event.type === 'gone') room.remove(event.pending);
    }
    if (!seen) continue;
    // A module is a job of its own, too. To a reader it is the script.
    const { call, resumes } = seen;
    if (isModule(call) && !resumes && (call.name === topLevel || drafts.length === 0)) turn.from = undefined;
    if (call.name === topLevel && !resumes) seen.line = 1;
    const draft: Draft = { ...seen, turn, waiting: {} };
    if (from && origin) ready.get(from)?.add(draft, firstSince(origin, drafts), drafts.length);
    if (origin && !shown.has(origin)) shown.set(origin, draft);
    shown.set(turn, draft);
    drafts.push(draft);
  }
  notePending();
  for (const queue of short)
    for (const [at, queued] of [...ready.get(queue)!.steps(Math.min(drafts.length, most.steps))].entries())
      drafts[at]!.waiting[queue] = queued;
  return { drafts, shown, origins };
}

/** The place of the first step that is this turn or came after it. */
function firstSince({ seq }: Turn, drafts: Draft[]): number {
  let [low, high] = [0, drafts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (drafts[middle]!.turn.seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Timers, and what is under way outside, wait whether or not anything comes of it; Node's own are nobody's business. */
function waitsLong(pending: Pending, file: string, raw: boolean): boolean {
  const { queue, place, task, unref, partOf } = pending;
  if (queue === 'ticks' || queue === 'microtasks') return false;
  const { frames, direct } = framesOf(place, file);
  if (unref && !direct) return false;
  if (frames.length > 0 || queue === 'immediates') return frames.length > 0;
  if (partOf !== undefined || (!raw && task !== undefined)) return true;
  return queue === 'input/output' && raw && askedBy(pending, file) !== undefined;
}

/** Node looks up a name before it listens, and so on: what was asked for is found behind fewer of its own callbacks. */
const farthest = 20;

/** The learner's function that asked for something outside, or for what has asked for it in turn. */
export function askedBy(pending: Pending, file: string): Frame | undefined {
  let at: Pending | Job | undefined = pending.partOf ?? pending;
  for (let step = 0; at && step < farthest; step += 1) {
    const [frame] = framesOf(at.place, file).frames;
    if (frame) return frame;
    at = at.type === 'pending' ? (at.armedIn.pending ?? at.armedIn.resumed) : at.follows;
  }
  return undefined;
}
