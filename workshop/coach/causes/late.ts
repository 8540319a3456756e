import { inSeconds } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { signalIn } from '../call.ts';
import { differsIn, laneOf, lastSign, underWay, type Evidence } from '../evidence.ts';
import { list } from '../naming.ts';
import { isFrom } from './errors.ts';

// The right things, at another time.

/** The right failure, later than it could be known. */
export function failsLate(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, failures, answers } = evidence;
  if (!('fails' in expected) || run.outcome.kind !== 'failed' || differsIn(evidence, 'fails'))
    return undefined;
  const { takes } = expected;
  if (takes === undefined || run.elapsed <= takes) return undefined;
  const { error } = run.outcome;
  const failure = failures.find((each) => isFrom(error, each.error));
  // The claim may stay for a while after the failure.
  const known = failure ? Math.min(failure.at, takes) : takes;
  const out = known + run.elapsed - takes;
  const waited = underWay(evidence, known).filter((call) => lastSign(call) <= out && call.from < known);
  const said = `The failure is known at ${inSeconds(known)}, but it comes out at ${inSeconds(out)}`;
  if (failure && waited.length > 0 && waited.every((call) => call !== failure.call)) {
    return {
      id: 'fails-late',
      text:
        `${said}, after waiting for ${list([...new Set(waited.map(laneOf))])}. Awaiting one after the other, or ` +
        '`Promise.allSettled`, looks at a failure only when its turn comes. Wait for all of them in one place that ' +
        'rejects with the first: `Promise.all`, or your own `reject`.',
    };
  }
  const signal = answers.map(({ args }) => signalIn(args)).find((each) => each?.aborted);
  // It would have ended so much earlier without the pause.
  const late = run.elapsed - takes;
  const pause = evidence.own
    .flatMap(({ waits }) => waits)
    .find(({ kind, from, to = 0 }) => kind === 'sleep' && to > from && to - late >= from);
  // An attempt that follows one that failed: then there may be a pause too many after the last.
  const isRepeated = evidence.given.some(
    ({ name, outcome, ...call }) =>
      failure?.call.name === name &&
      outcome.kind === 'rejected' &&
      lastSign({ name, outcome, ...call }) < failure.call.from,
  );
  if (!pause || !(signal ?? isRepeated)) return undefined;
  const why = signal
    ? pause.hasSignal
      ? 'it begins though the signal has aborted'
      : 'it was given no signal, so nothing can end it'
    : 'no further attempt comes after it, so nothing needs it';
  return {
    id: 'fails-late',
    text: `It comes out ${inSeconds(late)} late: from ${inSeconds(pause.from)} on it sleeps, and ${why}.${signal ? ' Give it the signal: `sleep(ms, { signal })`.' : ''}`,
  };
}

/** The right lines in the right order, at other times. */
export function times(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, matches, missing, extra, failures } = evidence;
  if (run.outcome.kind !== 'finished' && run.outcome.kind !== 'failed') return undefined;
  if (
    missing.length > 0 ||
    extra.length > 0 ||
    differsIn(evidence, 'fails') ||
    differsIn(evidence, 'outcome')
  )
    return undefined;
  const shifted = matches.find((match) => match.actual.at !== match.expected.at);
  const end = expected.takes ?? run.elapsed;
  const by = shifted ? shifted.actual.at - shifted.expected.at : run.elapsed - end;
  if (by === 0) return undefined;
  const what = shifted ? `"${shifted.actual.lane}: ${shifted.actual.text}"` : 'the end';
  const much = inSeconds(Math.abs(by));
  if (by < 0)
    return {
      id: 'too-early',
      text: `From ${what} on it is ${much} early. What should it wait for there, and does not?`,
    };
  const wanted = shifted ? shifted.expected.at : end;
  const own = evidence.own
    .flatMap(({ timers }) => timers)
    .find(({ from, over }) => from <= wanted && (over?.at ?? 0) > wanted);
  // Whatever the answer sleeps for in a row, on its own or by what it was given in a result.
  const row = evidence.own
    .flatMap(({ waits }) => waits)
    .filter(({ kind, from, to }) => kind === 'sleep' && to !== undefined && to > from);
  const second = row.find(
    ({ from, to }) =>
      from > 0 && row.some((each) => each.to === from && Math.min(from - each.from, to! - from) === by),
  );
  if (second && failures.length > 0) {
    return {
      id: 'sequential',
      text: `From ${what} on it is ${much} late: until ${inSeconds(second.from)} it waits for one thing, and only then for the next, which takes until ${inSeconds(second.to!)}. Begin both, then wait for both.`,
    };
  }
  const why = own
    ? `A timer of its own, armed at ${inSeconds(own.from)}, fires at ${inSeconds(own.over!.at)}: is it needed?`
    : 'What does it wait for there that it need not?';
  return { id: 'too-late', text: `From ${what} on it is ${much} late. ${why}` };
}
