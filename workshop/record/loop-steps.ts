import type { Line } from '../runtime/run-program.ts';
import { callsIn, nameOf, type Seen } from './calls.ts';
import type { Sleep, Turn, Watch } from './event-loop-watch.ts';

/** One step of the event loop, as the lessons count them: T0, T1 … */
export interface Step {
  /** Milliseconds; they differ only where it works without yielding. */
  at: number;
  to: number;
  /** Whose code runs: a lane, a task, or a function. */
  who: string;
  /** The function, the line where it starts or goes on, and the line whose `await` ended the step. */
  name: string;
  line: number | undefined;
  resumes: boolean;
  until: number | undefined;
  ends: boolean;
  prints: { lane: string; text: string }[];
  /** Who runs next if nothing else happens, in order; and who sleeps until when. */
  ready: string[];
  timers: { who: string; due: number }[];
  /** How many more are ready, or asleep, than are named. */
  unnamed: { ready: number; timers: number };
}

/** More than anybody reads; a recording of thousands that wait for each other must not grow without end. */
const most = { steps: 2000, names: 8 };

/** A step, while it is not known yet what everybody is called. */
interface Draft extends Seen {
  turn: Turn;
  ready: Draft[];
  sleeps?: Sleep[];
  unnamed: { ready: number; timers: number };
}

/**
 * Makes of what was watched the steps that a reader can follow. The machinery's own turns are left out: what they pass
 * on counts as ready since the learner's code, or a timer, set it off.
 */
export function stepsOf(
  { turns, prints }: Pick<Watch, 'turns' | 'prints'>,
  file: string,
  raw: boolean,
): { steps: Step[]; lines: Line[]; all: boolean } {
  const look = callsIn(file, raw);
  const drafts: Draft[] = [];
  /** The step that a turn is, or the first that a timer set off. */
  const shown = new Map<Turn, Draft>();
  const origins = new Map<Turn, Turn | undefined>();
  const asleep = new Set<Sleep>();
  const noteSleeps = () => {
    const last = drafts.at(-1);
    if (!last || last.sleeps || drafts.length > most.steps) return;
    last.sleeps = [...asleep].sort((one, other) => one.due - other.due).slice(0, most.names);
    last.unnamed.timers = asleep.size - last.sleeps.length;
  };
  for (const turn of turns) {
    const { cause, kind } = turn;
    const origin = cause && !shown.has(cause) && cause.kind !== 'timer' ? origins.get(cause) : cause;
    origins.set(turn, origin);
    const seen = look(turn);
    if (seen || kind === 'timer') noteSleeps();
    for (const event of turn.events) {
      if (event.type === 'sleep') asleep.add(event);
      if (event.type === 'woken') asleep.delete(event.sleep);
    }
    if (!seen) continue;
    const draft: Draft = { ...seen, turn, ready: [], unnamed: { ready: 0, timers: 0 } };
    let at = kind === 'timer' || !origin ? 0 : Math.min(drafts.length, most.steps);
    for (; at > 0 && drafts[at - 1]!.turn.seq >= origin!.seq; at -= 1) {
      const { ready, unnamed } = drafts[at - 1]!;
      if (ready.length < most.names) ready.push(draft);
      else unnamed.ready += 1;
    }
    if (origin && !shown.has(origin)) shown.set(origin, draft);
    shown.set(turn, draft);
    drafts.push(draft);
  }
  noteSleeps();

  const who = ({ call }: Draft) => nameOf(call, raw);
  const sleeper = ({ firedIn, armedIn, task }: Sleep) => {
    const draft = shown.get(firedIn ?? armedIn) ?? shown.get(armedIn);
    return draft ? who(draft) : task;
  };
  for (const draft of drafts)
    for (const print of draft.prints) print.lane ??= nameOf(print.call ?? draft.call, raw);
  const steps: Step[] = [];
  for (const [index, draft] of drafts.slice(0, most.steps).entries()) {
    const { turn, call, until, ends, ready, sleeps = [], unnamed } = draft;
    const last = steps.at(-1);
    const caused = origins.get(turn) === drafts[index - 1]?.turn;
    // A function that ends and its caller that resumes immediately, both in the same lane, are one step for a reader.
    const goesOn = caused && last?.ends && last.who === who(draft) && last.ready[0] === last.who;
    const begun = goesOn ? steps.pop()! : { ...draft, at: turn.at, name: call.name, prints: [] };
    const { at, name, line, resumes, prints: before } = begun;
    steps.push({
      ...{ at, to: turn.to, who: who(draft), name, line, resumes, until, ends, unnamed },
      prints: [...before, ...draft.prints.map(({ lane = '', text }) => ({ lane, text }))],
      ready: ready.map(who),
      timers: sleeps.map((sleep) => ({ who: sleeper(sleep), due: sleep.due })),
    });
  }
  const lines = prints.map(({ at, lane = 'script', text }) => ({ at, lane, text }));
  return { steps, lines, all: drafts.length <= most.steps };
}
