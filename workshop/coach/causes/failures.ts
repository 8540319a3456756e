import { inSeconds, inWords, isTheError } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { signalIn, type Call } from '../call.ts';
import { callOf, differsIn, isRecord, laneOf, lastSign, type Evidence } from '../evidence.ts';
import { placeOf } from '../naming.ts';
import { endedBefore, isFrom } from './errors.ts';
import { wasAsked } from './signals.ts';

// What became of a failure or of a cancellation.

/** A failure, or a request to stop, that should come out and does not. */
export function swallowed({
  run,
  expected,
  failures,
  answers,
  given,
  missing,
  never,
}: Evidence): Diagnosis | undefined {
  const { outcome } = run;
  if (outcome.kind !== 'finished') return undefined;
  if (!('fails' in expected)) {
    for (const { lane: failed, at, error } of failures) {
      const line = missing.find((each) => each.at === at && never.includes(each.lane));
      if (!line) continue;
      return {
        id: 'swallowed-error',
        text: `${failed} failed at ${inSeconds(at)} with ${inWords(error)}, and then "${line.lane}: ${line.text}" should come. It does not: something catches the error and says nothing.`,
      };
    }
    return undefined;
  }
  const got = `the caller never hears of it: it got ${inWords(outcome.value)}`;
  const failure = failures.find(({ error }) => isWanted(error, expected.fails));
  if (failure) {
    return {
      id: 'swallowed-error',
      text:
        `${failure.lane} failed at ${inSeconds(failure.at)} with ${inWords(failure.error)}, and ${got}. A \`catch\` that ` +
        'does not rethrow turns a failure into a success, and so does a promise that nobody awaits. Rethrow the error, ' +
        'or do not catch it.',
    };
  }
  const asked = [...answers, ...given].map(({ args }) => signalIn(args));
  const signal = asked.find((each) => each?.aborted && isTheError(each.reason, expected.fails));
  if (!signal) return undefined;
  return {
    id: 'swallowed-cancellation',
    text:
      `It was asked to stop, with ${inWords(signal.reason)}, and ${got}. A cancellation arrives as an error: a \`catch\` that ` +
      'is meant for other errors catches it too. Look at `signal.aborted` there, and rethrow the error.',
  };
}

/** Whether this error is the one that should come out, or one of those. */
function isWanted(error: unknown, fails: unknown): boolean {
  if (isFrom(fails, error)) return true;
  return isRecord(fails) && Array.isArray(fails['errors']) && fails['errors'].includes(error);
}

/** The failure that comes out is not the one that should. */
export function wrongError(evidence: Evidence): Diagnosis | undefined {
  const { expected, failures, run } = evidence;
  if (run.outcome.kind !== 'failed' || !differsIn(evidence, 'fails') || endedBefore(evidence))
    return undefined;
  const given = run.outcome.error;
  const wanted = expected.fails;
  const errors = isRecord(wanted) && !(wanted instanceof Error) ? wanted['errors'] : undefined;
  const [first] = failures;
  const isStop = (error: unknown) =>
    isRecord(error) && error['name'] === 'AbortError' && !failures.some((failure) => failure.error === error);
  const stopped = given instanceof AggregateError ? given.errors.filter(isStop) : [];
  let why = 'Pass on the error that was thrown, the same object: the caller may want to look at it.';
  const asked = [...evidence.aborted].find(([signal]) => signal.reason === given);
  if (asked && first && asked[1] < first.at && isWanted(first.error, wanted))
    why = `It was asked to stop at ${inSeconds(asked[1])}, and ${first.lane} failed after that, at ${inSeconds(first.at)}: this failure should come out, not the reason of the signal.`;
  else if (isStop(given) && first && !isStop(wanted))
    why = `That is how work ends that was asked to stop. What made it stop is that ${first.lane} failed at ${inSeconds(first.at)}: this failure should come out${Array.isArray(errors) ? ', in an AggregateError' : ''}.`;
  else if (Array.isArray(errors)) {
    if (!(given instanceof AggregateError))
      why = 'Here it should be wrapped: an AggregateError with all that failed.';
    else if (stopped.length > 0)
      why = `${inWords(stopped[0])} is no failure: that work stopped because it was asked to. Leave out what is a cancellation.`;
    else
      why =
        'Look at what is in its `errors`, and in which order: what failed by itself, the first in time first.';
  } else if (given instanceof AggregateError) why = 'Take the failure out of the AggregateError.';
  else if (isFrom(given, wanted)) why = 'Wrapping hides it. Pass on the error itself.';
  else {
    const right = failures.find(({ error }) => isTheError(error, wanted));
    const other = failures.find(({ error }) => error === given);
    // What should not have been begun at all tells of another mistake.
    if (right && other && other.call.lines.some((line) => evidence.extra.includes(line))) return undefined;
    if (right && other && right.at !== other.at) {
      const [place, otherPlace] = [right, other].map(({ call }) => placeOf(call));
      const isFirstInList = place !== undefined && otherPlace !== undefined && place < otherPlace;
      const which =
        right.at < other.at
          ? 'the first in time'
          : isFirstInList
            ? 'the first in the list, whichever comes first in time,'
            : 'the last';
      why = `${right.lane} failed at ${inSeconds(right.at)}, ${other.lane} at ${inSeconds(other.at)}: ${which} is what should come out.`;
    }
  }
  const other = otherProperties(given, wanted);
  if (other) why = other;
  return {
    id: 'wrong-error',
    text: `The caller gets ${inWords(given)} instead of ${inWords(wanted)}. ${why}`,
  };
}

/** Where the error is described: the properties that are not as they should be, if others are. */
function otherProperties(given: unknown, wanted: unknown): string | undefined {
  if (!isRecord(given) || !isRecord(wanted) || wanted instanceof Error || 'errors' in wanted)
    return undefined;
  const wrong = Object.keys(wanted).filter((name) => given[name] !== wanted[name]);
  if (wrong.length === 0 || wrong.length === Object.keys(wanted).length || wrong.includes('message'))
    return undefined;
  return `${wrong.map((name) => `Its ${name} is ${inWords(given[name])}, and should be ${inWords(wanted[name])}.`).join(' ')} Of which class is an error that has that?`;
}

/** Work that was begun after a failure that should have been the end. */
export function keepsGoing(evidence: Evidence): Diagnosis | undefined {
  const { expected, failures, given, lines, extra } = evidence;
  const [first] = failures;
  if (!first || !lines || !('fails' in expected)) return undefined;
  const next = given.find((call) => call.from >= first.at && call.lines.some((line) => extra.includes(line)));
  if (!next || lastSign(next) === next.from) return undefined;
  if (wasAsked(evidence)) {
    return {
      id: 'keeps-going',
      text: `It was asked to stop, with ${inWords(expected.fails)}, and at ${inSeconds(next.from)} ${laneOf(next)} was begun all the same. Look at the signal before you begin: \`signal.throwIfAborted()\`.`,
    };
  }
  const failure = failures.findLast(({ at }) => at <= next.from)!;
  return {
    id: 'keeps-going',
    text:
      `${failure.lane} failed at ${inSeconds(failure.at)}, and at ${inSeconds(next.from)} ${laneOf(next)} was begun all the same. ` +
      'Leave the loop immediately, with `return`, `break` or `throw`, or let the error through: it leaves by itself.',
  };
}

/** Work that should have stopped when another failed or when it was asked to, and went on. */
export function runsOn(evidence: Evidence): Diagnosis | undefined {
  const { extra, missing, given, failures, run, never } = evidence;
  // It should have said something else, earlier: that it was asked to stop.
  const cutOf = (call: Call) => missing.find(({ lane }) => lane === laneOf(call));
  const call = given.find((each) => {
    const cut = cutOf(each);
    const late = extra.filter((line) => callOf(line, [each]));
    return (
      signalIn(each.args) &&
      cut &&
      (late.some(({ at }) => at > cut.at) || (late.length === 0 && each.outcome.kind === 'pending'))
    );
  });
  const cut = call && cutOf(call);
  if (!cut || run.elapsed < cut.at || missing.some(({ lane, at }) => never.includes(lane) && at < cut.at))
    return undefined;
  const failure = failures.find(({ at, call: own }) => at === cut.at && own !== call);
  const heard = signalIn(call.args)?.aborted === true;
  const went = `${laneOf(call)} should have been asked to stop at ${inSeconds(cut.at)}, and went on until ${inSeconds(Math.max(lastSign(call), Math.min(run.elapsed, cut.at)))}`;
  const left = evidence.answers.find(({ name }) => name.endsWith('.return'));
  if (left) {
    return {
      id: 'siblings-left-running',
      text: `At ${inSeconds(left.from)} the loop is left early, and nobody wants what ${laneOf(call)} brings; it went on until ${inSeconds(lastSign(call))}. Abort in a \`finally\` around the \`yield\`, which runs on every way out, and wait there until all have stopped.`,
    };
  }
  if (!failure && run.outcome.kind === 'failed' && !differsIn(evidence, 'fails')) {
    return {
      id: 'siblings-left-running',
      text: `${went}, while the function ends without it. To stop waiting stops no work: abort the signal that it was given, and wait until it has cleaned up.`,
    };
  }
  if (failure) {
    return {
      id: 'siblings-left-running',
      text:
        `${failure.lane} failed at ${inSeconds(failure.at)}. ${went}, for a result that is no longer wanted. A rejected ` +
        'promise does not stop other work: cancel the others, and wait until they have cleaned up.',
    };
  }
  return {
    id: 'swallowed-cancellation',
    text:
      `${went}. ${heard ? 'Its signal was aborted too late.' : 'The signal that it was given never aborts.'} Is it the one that is ` +
      'aborted, and is the timer that aborts it still armed? In a `try`, `return work()` runs the `finally` immediately; ' +
      '`return await work()` runs it afterwards.',
  };
}

/** Work that was asked to stop and should go on: the signal that it was given is not its own. */
export function wrongSignal({ given, extra, missing, matches }: Evidence): Diagnosis | undefined {
  const call = given.find((each) => {
    const signal = signalIn(each.args);
    if (!signal?.aborted || each.outcome.kind !== 'rejected') return false;
    const isEarly = matches.some(({ actual, expected }) => callOf(actual, [each]) && actual.at < expected.at);
    const isOther =
      missing.some(({ lane }) => lane === laneOf(each)) && extra.some((line) => callOf(line, [each]));
    return isEarly || isOther;
  });
  if (!call) return undefined;
  const when = call.tooLate ? 'had aborted before it began' : `aborts before ${inSeconds(lastSign(call))}`;
  return {
    id: 'wrong-signal',
    text:
      `${laneOf(call)} is stopped at ${inSeconds(lastSign(call))}, and should go on: the signal that it was given ${when}. Whose ` +
      'controller is that? One that has aborted stays aborted: each piece of work that is stopped by itself needs one of its ' +
      'own. And is what should come before the abort, a timer or the work itself, awaited?',
  };
}
