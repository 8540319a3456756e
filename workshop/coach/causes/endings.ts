import { inSeconds } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { signalIn, type Call } from '../call.ts';
import { mostCalls } from '../answer-calls.ts';
import { isUnderWay, laneOf, lastSign, mostAtOnce, type Evidence } from '../evidence.ts';
import { lanes, list } from '../naming.ts';
import { stopOf } from './signals.ts';

// How a run came to its end, or did not.

/** A loop that looks at the clock, where a wait was meant. */
export function blockedEventLoop({ run, own, failures }: Evidence): Diagnosis | undefined {
  // Past the limit of time or timers nothing is thrown. What asks for the time without end is stopped in the middle.
  const isStopped = own.some(({ outcome }) => outcome.kind === 'rejected');
  if (run.outcome.kind !== 'runaway' || !isStopped || failures.length > 0) return undefined;
  return {
    id: 'blocked-event-loop',
    text:
      'A loop looks at the clock again and again. JavaScript has one thread: while synchronous work runs, no timer fires and ' +
      'nothing else gets a turn. Wait with `await sleep(ms)`, which yields the thread.',
  };
}

/** What the answer was given is called so often that it can have no end. */
export function endless({ endless: call, given, aborted }: Evidence): Diagnosis | undefined {
  if (!call) return undefined;
  const often = `${call.name} is called again and again, ${mostCalls.toLocaleString('en')} times until ${inSeconds(call.from)}`;
  const [first, ...others] = given.filter(({ name }) => name === call.name);
  const open = first && isUnderWay(first, first.from) && others.every(({ from }) => from === first.from);
  if (open) {
    return {
      id: 'not-awaited',
      text: `${often}, while its first call is still under way: the loop around it does not wait. Is an \`await\` missing?`,
    };
  }
  const stop = stopOf(call, aborted);
  if (stop && signalIn(call.args) !== stop[0]) {
    return {
      id: 'signal-not-passed',
      text: `${often}, though the signal of ${call.by?.name} has aborted at ${inSeconds(stop[1])}: ${call.name} was given ${signalIn(call.args) ? 'another signal' : 'no signal'}, so nothing ends it. Pass the signal on.`,
    };
  }
  if (call.args.length > 0 && call.args[0] === undefined) {
    return {
      id: 'wrong-call',
      text: `${often}, with undefined. Where does that come from: is it read from a promise, because an \`await\` is missing?`,
    };
  }
  return {
    id: 'runaway',
    text: `${often}. What should end the loop that calls it: a \`return\`, a \`break\`, an error that is let through, or a look at \`signal.aborted\`?`,
  };
}

export function runaway({ run }: Evidence): Diagnosis | undefined {
  if (run.outcome.kind !== 'runaway') return undefined;
  return {
    id: 'runaway',
    text:
      'Something runs forever. A loop or a timer that repeats needs an end: a `break`, a `return`, a ' +
      '`clearInterval`, or a look at `signal.aborted`.',
  };
}

/** A place was taken and not given back: from a failure on fewer run than may, or nothing runs at all. */
export function slotLeak(evidence: Evidence): Diagnosis | undefined {
  const { run, failures, expected, work, expectedWork, never } = evidence;
  const [failure] = failures;
  const { limit } = expected;
  if (limit === undefined) return undefined;
  if (!failure) return neverGivenBack(evidence, never, limit);
  const after = work.filter(({ from }) => from > failure.at);
  const most = mostAtOnce(work.filter(({ to }) => to > failure.at));
  const wanted = mostAtOnce(expectedWork.filter(({ to }) => to > failure.at));
  const stuck = run.outcome.kind === 'deadlocked' && never.length > 0;
  if (!stuck && (most >= wanted || after.length === 0)) return undefined;
  const what = stuck ? `${list(never)} never started` : `from then on ${most} of ${wanted} places are in use`;
  return {
    id: 'slot-leak',
    text:
      `${failure.lane} failed at ${inSeconds(failure.at)}, and ${what}: the place of the work ` +
      'that failed was not given back. Give it back in a `finally`, which runs on success and on failure.',
  };
}

/** As many as may run have run and ended, and nothing follows. */
function neverGivenBack(
  { run, given, work }: Evidence,
  never: string[],
  limit: number,
): Diagnosis | undefined {
  const isOver = given.length > 0 && given.every(({ outcome }) => outcome.kind !== 'pending');
  if (run.outcome.kind !== 'deadlocked' || never.length === 0 || !isOver || work.length < limit)
    return undefined;
  return {
    id: 'slot-leak',
    text:
      `${lanes(work)} ended, the last at ${inSeconds(Math.max(...work.map(({ to }) => to)))}, and ${list(never)} never started: a place ` +
      'that has become free is not given to the work that waits. Give it back in a `finally`, which runs on success and on failure.',
  };
}

export function deadlock({
  run,
  given,
  failures,
  answers,
  aborted,
  never,
  matches,
}: Evidence): Diagnosis | undefined {
  if (run.outcome.kind !== 'deadlocked') return undefined;
  const over = given.filter(({ outcome }) => outcome.kind !== 'pending');
  const isOver = over.length === given.length;
  const stuck = answers.find(({ outcome }) => outcome.kind === 'pending');
  const asked = stuck && stopOf(stuck, aborted);
  // What should have been begun before tells of another mistake.
  const isEarlier = never.length > 0 || matches.some(({ actual, expected }) => actual.at > expected.at);
  if (stuck && asked && isOver && !isEarlier) {
    return {
      id: 'swallowed-cancellation',
      text: `${stuck.name} is asked to stop at ${inSeconds(asked[1])}, all that it has called has ended, and it waits on. A cancellation arrives as an error: does a \`catch\` or \`Promise.allSettled\` take it for something else, and who passes the reason of the signal on?`,
    };
  }
  const last = over.reduce<Call | undefined>(
    (latest, call) => (latest && lastSign(latest) > lastSign(call) ? latest : call),
    undefined,
  );
  const [failure] = failures;
  const failed =
    failure && isOver && failure.call !== last
      ? ` ${failure.lane} failed at ${inSeconds(failure.at)}: does a failure count as an end, too?`
      : '';
  const since = last
    ? ` The last thing that ended was ${laneOf(last)}, at ${inSeconds(lastSign(last))}.${failed}`
    : '';
  return {
    id: 'deadlock',
    text:
      'Something waits for what will never happen: a promise that is never resolved, a worker that waits forever for ' +
      `the next item, a \`join\` without its \`taskDone\`. The list above says who waits.${since} Ask of each: what should ` +
      'wake it, and is that still running?',
  };
}
