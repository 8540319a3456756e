import type { Step } from './steps.ts';
import {
  isJob,
  isPrint,
  isSleep,
  spotOf,
  type Call,
  type Job,
  type Print,
  type Spot,
  type Turn,
} from './turns.ts';

/** A turn in which code of the learner's ran: by which call, or else in which lane. */
export interface Visible {
  turn: Turn;
  call: Call | undefined;
  lane: string | undefined;
  step: Omit<Step, 'who' | 'prints' | 'ready' | 'timers' | 'unnamed'>;
}

/**
 * Finds the turns in which the learner's code ran, and tells from the stacks which call of which function went on in
 * each. Nothing in V8 says so directly: it only shows a promise for every call, and another one for every `await`.
 *
 * @param topLevel whether the code outside of all functions counts
 */
export function visibleTurns(turns: Turn[], file: string, topLevel: boolean): Map<Turn, Visible> {
  const visible = new Map<Turn, Visible>();
  const families = new Map<string, Call[]>();
  for (const turn of turns) {
    const seen = look(turn, file, topLevel, families);
    if (seen) visible.set(turn, seen);
  }
  return visible;
}

function look(
  turn: Turn,
  file: string,
  topLevel: boolean,
  families: Map<string, Call[]>,
): Visible | undefined {
  const resumed = turn.resumed?.call;
  if (resumed) resumed.asleep = false;
  let unclaimed: { line: Print; name: string }[] = [];
  let promises: { job: Job; spot: Spot }[] = [];
  let call = resumed;
  let depth = resumed ? 0 : Infinity;
  let line = turn.resumed?.line;
  let name = '';
  let until: number | undefined;
  let task: string | undefined;
  let lane: string | undefined;
  let seen = false;
  for (const event of turn.events) {
    const spot = spotOf(event.place, file);
    if (spot?.name === '' && spot.depth === 1 && resumed?.name === 'top level') spot.name = resumed.name;
    // All that the top level of a step does is to define its functions.
    if (spot?.name === 'top level' && (!topLevel || (isJob(event) && !event.awaits))) continue;
    if (spot || isPrint(event)) {
      seen = true;
      line ??= spot?.line;
      name ||= spot?.name ?? '';
      task ??= isSleep(event) ? undefined : event.task;
    }
    if (isPrint(event)) lane ??= event.lane;
    // A call that goes on lies at the bottom of the stack; any other function there has only just been called.
    const goesOn = spot && resumed && spot.depth === 1 && spot.name === resumed.name;
    if (spot && isPrint(event)) {
      if (goesOn) claim(event, resumed);
      else unclaimed.push({ line: event, name: spot.name });
    }
    if (!spot?.direct || !isJob(event)) continue;
    if (!event.awaits) {
      promises.push({ job: event, spot });
      continue;
    }
    // An `await` of anything but a promise, and a `yield`, make two: the promise awaited, and the one that follows it.
    const first =
      event.follows?.madeIn === turn && event.follows.line === spot.line ? event.follows.call : undefined;
    if (first) event.call = first;
    else if (goesOn) event.call = resumed;
    else {
      // The promise that the call returned was made in the line where the function begins, before its first `await`.
      const made = promises.filter((each) => each.spot.name === spot.name);
      const home = (made.findLast((each) => each.spot.line !== spot.line) ?? made[0])?.job;
      event.call = begin(spot.name, event.task, home, turn, families);
      for (const each of unclaimed) if (each.name === spot.name) claim(each.line, event.call);
      unclaimed = unclaimed.filter((each) => each.name !== spot.name);
      promises = promises.filter((each) => each.job !== home);
      // Of all that begins in a turn, the outermost gives it its name.
      if (spot.depth < depth) {
        depth = spot.depth;
        call = event.call;
      }
    }
    event.call.asleep = true;
    if (spot.line !== undefined) event.line = spot.line;
    if (event.call === call) until = spot.line;
  }
  const ends = (call ? call.home : promises[0]?.job)?.settled === turn;
  if (!seen && !(resumed && ends)) return undefined;
  const step = {
    at: turn.at,
    to: turn.to,
    name: call?.name ?? name,
    line,
    resumes: resumed !== undefined,
    until,
    ends,
  };
  return { turn, call, lane: task !== undefined && task !== 'main' ? task : (lane ?? task), step };
}

/** What a call says is said by it; and when it names a lane, that is what we call it, too. */
function claim(line: Print, call: Call): void {
  line.call = call;
  if (line.lane !== line.task) call.lane = line.lane ?? call.lane;
}

/** A new call takes the lowest number that no other call of its name, still under way, has. */
function begin(
  name: string,
  task: string | undefined,
  home: Job | undefined,
  turn: Turn,
  families: Map<string, Call[]>,
): Call {
  let family = families.get(name);
  if (!family) families.set(name, (family = []));
  if (name === 'top level' && family[0]) return family[0];
  // A generator that is asked for its next value goes on in its caller's turn.
  const generator = family.find((each) => !each.home && !home && !each.asleep && each.task === task);
  if (generator) return generator;
  let number = family.findIndex((each) => each.home?.settled && each.home.settled.seq < turn.seq);
  if (number < 0) number = family.length;
  const call: Call = { name, task, home, number: number + 1, family, asleep: false };
  family[number] = call;
  return call;
}
