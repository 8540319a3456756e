import { inSeconds } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { signalIn, type Call, type CallTimer } from '../call.ts';
import { differsIn, laneOf, lastSign, underWay, type Evidence } from '../evidence.ts';
import { list, ofOneObject } from '../naming.ts';
import { isFrom } from './errors.ts';

// The right things, at another time.

/** The right failure, later than it could be known. */
export function failsLate(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, failures, answers } = evidence;
  if (!('fails' in expected) || run.outcome.kind !== 'failed' || differsIn(evidence, 'fails'))
    return undefined;
  const { takes = Infinity } = expected;
  if (run.elapsed <= takes) return undefined;
  const { error } = run.outcome;
  const failure = failures.find((each) => isFrom(error, each.error));
  // The claim may stay for a while after the failure.
  const known = failure ? Math.min(failure.at, takes) : takes;
  const out = known + run.elapsed - takes;
  const waited = underWay(evidence, known).filter((call) => call.from < known);
  const said = `The failure is known at ${inSeconds(known)}, but it comes out at ${inSeconds(out)}`;
  // What comes after it for the same item, and keeps the thread.
  const next =
    failure &&
    evidence.given.find(
      ({ from, name }) =>
        from === failure.at &&
        ofOneObject(failure.call.name, name) &&
        run.busy.some((busy) => busy.to === out),
    );
  if (next && !evidence.lines) {
    return {
      id: 'keeps-going',
      text: `${failure.lane} failed at ${inSeconds(failure.at)}, and ${next.name} was called all the same; it keeps the thread until ${inSeconds(out)}. A \`finally\` runs after a failure, too, and so does what comes after a \`catch\`.`,
    };
  }
  if (failure && waited.length > 0) {
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
  const pauses = evidence.own
    .flatMap(({ waits }) => waits)
    .filter(({ kind, from, to }) => kind === 'sleep' && to !== undefined && to - from >= late);
  const pause = pauses.find(({ from }) => from === failure?.at) ?? pauses[0];
  // An attempt that follows one that failed: then there may be a pause too many after the last.
  const isRepeated = evidence.given.some(
    ({ name, from }) => failure?.call.name === name && from < failure.call.from,
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
  const { run, expected, matches, missing, extra } = evidence;
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
  const inTurn = inTurns(evidence, wanted + by);
  if (inTurn) {
    const [before, last] = inTurn;
    return {
      id: 'sequential',
      text: `From ${what} on it is ${much} late: until ${inSeconds(last.from)} it waits for ${nameOf(before)}, and calls ${nameOf(last)} only then, which takes until ${inSeconds(wanted + by)}. Make both calls, then wait for both.`,
    };
  }
  const why = whyLate(evidence, wanted, wanted + by);
  return { id: 'too-late', text: `From ${what} on it is ${much} late. ${why}` };
}

/** Two calls of the same for different things, the second of which begins when the first has ended, and ends at `now` (ms). */
function inTurns({ given, failures, expected }: Evidence, now: number): [Call, Call] | undefined {
  if (failures.length === 0 || expected.limit !== undefined) return undefined;
  for (const last of given.filter((call) => call.from < now && lastSign(call) === now)) {
    const before = given.find(
      (call) => call.name === last.name && laneOf(call) !== laneOf(last) && lastSign(call) === last.from,
    );
    if (before) return [before, last];
  }
  return undefined;
}

/** What holds it up that should go on at `wanted` and does at `now` (ms): a timer of the answer's own, or a call that ends then. */
export function whyLate({ own, given }: Evidence, wanted: number, now: number): string {
  const timers = own.flatMap((call) => call.timers).filter(({ from }) => from <= wanted);
  const timer = timers.find(({ over }) => over?.at === now);
  const endsAt = (at: number) =>
    given.findLast((call) => call.outcome.kind !== 'pending' && call.from < at && lastSign(call) === at);
  const last = endsAt(now);
  if (timer && timer.from < wanted)
    return `${fires(timer)}; it should go on at ${inSeconds(wanted)}. Does it take too long, or is it not needed?`;
  const one = timer ?? (last ? undefined : timers.find(({ over }) => over && over.at > wanted));
  if (one)
    return `${fires(one)}: is it needed${one.from > 0 ? ', and is it armed as early as it could be' : ''}?`;
  if (!last) return 'What does it wait for there that it need not, perhaps a timer?';
  const before = last.from > wanted ? endsAt(last.from) : undefined;
  const held = timers.find(({ over }) => last.from > wanted && over?.at === last.from);
  const since = held
    ? `, when a timer of its own, armed at ${inSeconds(held.from)}, had fired`
    : before && before.name !== last.name
      ? `, when ${nameOf(before)} had ended`
      : '';
  const earlier = last.from > 0 ? ', and could that call be made earlier' : '';
  return `Until then it waits for ${nameOf(last)}, called at ${inSeconds(last.from)}${since}. Does it have to${earlier}?`;
}

const fires = ({ from, over }: CallTimer) =>
  `A timer of its own, armed at ${inSeconds(from)}, fires at ${inSeconds(over!.at)}`;

/** A call as a reader knows it: by its name, and what it speaks for. */
function nameOf(call: Call): string {
  const lane = laneOf(call);
  return lane === call.name ? call.name : `${call.name} (${lane})`;
}
