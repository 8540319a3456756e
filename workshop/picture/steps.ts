import type { Line } from '../run.ts';
import { visibleTurns, type Visible } from './calls.ts';
import { isPrint, isSleep, type Call, type Print, type Sleep, type Turn } from './turns.ts';

/** One step of the event loop, as the lessons count them: T0, T1 … */
export interface Step {
  /** Milliseconds; they differ only where it works without giving the thread away. */
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

export interface StepOptions {
  /** The learner's file, as a path. */
  file: string;
  /** Whether code outside of every task is named by its function (a raw script), or is all `main` (a step). */
  byFunction: boolean;
}

/**
 * Makes of what the recorder saw the steps that a reader can follow. The machinery's own turns are left out: what they
 * pass on counts as ready since the learner's code, or a timer, set it off.
 */
export function stepsOf(
  turns: Turn[],
  prints: Print[],
  { file, byFunction }: StepOptions,
): { steps: Step[]; lines: Line[]; all: boolean } {
  const visible = visibleTurns(turns, file, byFunction);
  /** Whoever it spoke for, else its task, else what it is called in the file. */
  const nameOf = (call: Call | undefined, fallback: string | undefined, step?: Visible['step']): string => {
    if (call?.lane !== undefined) return call.lane;
    const task = call ? call.task : fallback;
    if (task !== undefined && task !== 'main') return task;
    if (!byFunction) return task ?? 'main';
    if (!call && step?.name === 'top level') return step.name;
    if (!call) return step?.line === undefined ? 'callback' : `callback (line ${step.line})`;
    const name = call.name === '' ? 'function' : call.name;
    return call.family.length > 1 ? `${name} ${call.number}` : name;
  };
  const who = new Map(
    [...visible.values()].map(({ turn, call, lane, step }) => [turn, nameOf(call, lane, step)]),
  );

  const origins = new Map<Turn, Turn | undefined>();
  const originOf = (turn: Turn): Turn | undefined => {
    const path: Turn[] = [];
    let at = turn.cause;
    while (at && !visible.has(at) && at.kind !== 'timer' && !origins.has(at)) {
      path.push(at);
      at = at.cause;
    }
    const origin = at && !visible.has(at) && at.kind !== 'timer' ? origins.get(at) : at;
    for (const each of path) origins.set(each, origin);
    return origin;
  };

  const shown = [...visible.values()];
  const laneOf = (line: Print, turn: Turn) =>
    line.lane ?? (line.call && byFunction ? nameOf(line.call, line.task) : who.get(turn)!);
  const lanes = new Map<Print, string>();
  const sleepers = new Map<Turn, string>();
  const ready = shown.map(() => ({ names: [] as string[], unnamed: 0 }));
  shown.forEach(({ turn }, index) => {
    for (const event of turn.events) if (isPrint(event)) lanes.set(event, laneOf(event, turn));
    if (turn.kind === 'timer') return void sleepers.set(turn, who.get(turn)!);
    const origin = originOf(turn);
    if (origin?.kind === 'timer' && !sleepers.has(origin)) sleepers.set(origin, who.get(turn)!);
    for (
      let before = index - 1;
      origin && before >= 0 && shown[before]!.turn.seq >= origin.seq;
      before -= 1
    ) {
      const list = ready[before]!;
      if (list.names.length < most.names) list.names.push(who.get(turn)!);
      else list.unnamed += 1;
    }
  });

  const sleeps = turns.flatMap((turn) => turn.events.filter(isSleep));
  const ticking = turns.filter((turn) => turn.kind === 'timer');
  let nextTick = 0;
  let nextSleep = 0;
  let alive: Sleep[] = [];
  const steps = shown.slice(0, most.steps).map(({ turn, step }, index): Step => {
    while (nextTick < ticking.length && ticking[nextTick]!.seq <= turn.seq) nextTick += 1;
    const end = Math.min(shown[index + 1]?.turn.seq ?? Infinity, ticking[nextTick]?.seq ?? Infinity);
    while (nextSleep < sleeps.length && sleeps[nextSleep]!.armedIn.seq < end)
      alive.push(sleeps[nextSleep++]!);
    alive = alive.filter(({ goneIn }) => (goneIn?.seq ?? Infinity) >= end).sort((a, b) => a.due - b.due);
    return {
      ...step,
      who: who.get(turn)!,
      prints: turn.events.filter(isPrint).map((line) => ({ lane: laneOf(line, turn), text: line.text })),
      ready: ready[index]!.names,
      timers: alive.slice(0, most.names).map((sleep) => ({ who: sleeperOf(sleep), due: sleep.due })),
      unnamed: { ready: ready[index]!.unnamed, timers: Math.max(0, alive.length - most.names) },
    };
  });
  function sleeperOf({ goneIn, fired, armedIn, owner }: Sleep): string {
    return (fired && goneIn && sleepers.get(goneIn)) || who.get(armedIn) || owner;
  }
  const lines = prints.map((line) => ({
    at: line.at,
    lane: line.lane ?? lanes.get(line) ?? 'script',
    text: line.text,
  }));
  return { steps: joined(steps, shown, originOf), lines, all: steps.length === shown.length };
}

/** A function that ends and its caller that goes on at once, both in the same lane, are one step for a reader. */
function joined(steps: Step[], shown: Visible[], originOf: (turn: Turn) => Turn | undefined): Step[] {
  const result: Step[] = [];
  steps.forEach((step, index) => {
    const last = result.at(-1);
    const caused = index > 0 && originOf(shown[index]!.turn) === shown[index - 1]!.turn;
    if (!last || !caused || last.who !== step.who || !last.ends || last.ready[0] !== step.who)
      return void result.push(step);
    const { to, until, ends, prints, ready, timers, unnamed } = step;
    result[result.length - 1] = {
      ...last,
      to,
      until,
      ends,
      prints: [...last.prints, ...prints],
      ready,
      timers,
      unnamed,
    };
  });
  return result;
}
