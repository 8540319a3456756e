import { isDeepStrictEqual } from 'node:util';
import { inSeconds, inWords } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import {
  callOf,
  differingLists,
  differsIn,
  laneOf,
  lastSign,
  printsAsExpected,
  type Evidence,
} from '../evidence.ts';
import { list } from '../naming.ts';
import { neverCalls } from './leaving.ts';
import { firstSwap } from './order.ts';

// Results and what is said of them: all there, once each, with the right value.

/** Results are there, but not at their places; or not all; or some twice. */
export function results({
  run,
  expected,
  matches,
  missing,
  never,
  failures,
  answers,
}: Evidence): Diagnosis | undefined {
  if (run.outcome.kind !== 'finished' || !('returns' in expected)) return undefined;
  // Where the work itself began in another order, or not at all, that is the cause.
  if (never.length > 0 || missing.some(({ lane }) => lane !== 'main')) return undefined;
  if (firstSwap(matches)?.every(({ opens }) => opens)) return undefined;
  const [failure] = failures;
  // A claim may make undefined of what it cannot read.
  const gaveUndefined =
    answers.length === 0 ||
    answers.some(
      ({ outcome }) =>
        outcome.kind === 'fulfilled' && Array.isArray(outcome.value) && outcome.value.includes(undefined),
    );
  for (const { expected: wanted, actual } of differingLists(expected.returns, run.outcome.value)) {
    const lost = without(wanted, actual);
    const more = without(actual, wanted);
    if (lost.length === 0 && more.length === 0) return swapped(wanted, actual, expected.order ?? 'list');
    if (more.length === 0 || (gaveUndefined && more.every((each) => each === undefined)))
      return lostItem(lost.map(inWords), 'the result');
    if (lost.length === 0 && failure) {
      return {
        id: 'swallowed-error',
        text: `${failure.lane} failed at ${inSeconds(failure.at)}, and counts as if it had not: ${list(more.map(inWords))} should not be in the result. What runs after the \`catch\`?`,
      };
    }
    if (lost.length === 0 && more.every((each) => wanted.some((one) => isDeepStrictEqual(one, each))))
      return duplicate(more.map(inWords));
  }
  return undefined;
}

function swapped(wanted: unknown[], actual: unknown[], order: 'list' | 'arrival'): Diagnosis {
  const how =
    order === 'list'
      ? '`push`, called when each is done, keeps the order in which the work finished. For the order of the arguments, ' +
        'remember the place of each when it starts, and put its result there: `results[place] = result`.'
      : 'Here the order of arrival is asked for. What is noted after awaits in the order of the list comes in the order ' +
        'of the list: note each one as soon as its own promise is fulfilled.';
  return {
    id: order === 'list' ? 'lost-result-order' : 'lost-arrival-order',
    text: `All results are there, but in the order ${inWords(actual)} instead of ${inWords(wanted)}. ${how}`,
  };
}

function lostItem(items: string[], where: string): Diagnosis {
  return {
    id: 'lost-item',
    text:
      `${list([...new Set(items)])} got lost on the way: the work was done, and ${where} lacks it. Follow one through the ` +
      'code: what holds it after each `await`, and what becomes of it when it is 0, empty or undefined, when two of ' +
      'them come together, or when the loop ends?',
  };
}

function duplicate(items: string[]): Diagnosis {
  return {
    id: 'duplicate-item',
    text:
      `${list([...new Set(items)])} came more than once. Where is it kept, and where is it kept again? Take an item out in ` +
      'the same step in which you look at it: an `await` between the look and the take lets other work take it too.',
  };
}

/** What of `items` is not in `others`, each as often as it is too many. */
function without(items: unknown[], others: unknown[]): unknown[] {
  const left = [...others];
  // Not filter(): a list may have holes, and a hole is a result too.
  return Array.from(items).filter((item) => {
    const place = left.findIndex((other) => isDeepStrictEqual(item, other));
    if (place !== -1) left.splice(place, 1);
    return place === -1;
  });
}

/** The same for what the answer, or who uses it, says: lines that are not there, or twice, or say something else. */
export function items(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, lines, missing, extra, given, matches } = evidence;
  // A failure that should not be cuts a run short: what is missing then is no lost item.
  if (!lines || run.outcome.kind === 'runaway' || (run.outcome.kind === 'failed' && !('fails' in expected)))
    return undefined;
  const say = ({ lane, text }: { lane: string; text: string }) => `"${lane}: ${text}"`;
  const [wrong] = extra;
  const instead = missing.find(({ lane, at }) => wrong && lane === wrong.lane && at === wrong.at);
  if (
    wrong &&
    instead &&
    missing.length === extra.length &&
    matches.every(({ actual, expected: wanted }) => actual.at === wanted.at)
  ) {
    const call = callOf(wrong, given);
    const failure = evidence.failures.find(({ at }) => call && at <= call.from);
    if (call && failure) {
      return {
        id: 'swallowed-error',
        text: `${failure.lane} failed at ${inSeconds(failure.at)}, and ${call.name} is called all the same, as after a success; ${say(instead)} should come. A \`finally\` runs on both ways, and so does what comes after a \`catch\`.`,
      };
    }
    return {
      id: 'wrong-value',
      text: `At ${inSeconds(wrong.at)} it is ${say(wrong)}, and should be ${say(instead)}. The moment is right, what is said is not. How is it worked out, and from when are the numbers in it?`,
    };
  }
  const isGiven = (line: { lane: string }) => given.some((call) => laneOf(call) === line.lane);
  const isOpen = (line: { lane: string }) =>
    given.some((call) => laneOf(call) === line.lane && call.outcome.kind === 'pending');
  if (missing.some(isOpen)) return undefined;
  const repeated = extra.filter((line) =>
    lines.some(({ lane, text }) => lane === line.lane && text === line.text),
  );
  if (missing.length === 0 && extra.length > 0 && repeated.length === extra.length)
    return duplicate(extra.map(say));
  if (
    missing.length === 0 ||
    extra.length > 0 ||
    matches.some(({ actual, expected: line }) => actual.at > line.at)
  )
    return undefined;
  const isShifted = matches.some(
    ({ actual, expected: line }) => actual.at !== line.at && line.lane !== 'main',
  );
  const source = given.find(
    (call) =>
      call.outcome.kind === 'fulfilled' &&
      call.outcome.value !== undefined &&
      lastSign(call) === missing[0]!.at &&
      !missing.some(({ lane }) => lane === laneOf(call)),
  );
  const isTail = missing.every((line) => lines.slice(-missing.length).includes(line));
  const skipped = neverCalls(evidence);
  if (skipped) return skipped;
  if (missing.every(isGiven) && !source && !isShifted && run.outcome.kind !== 'deadlocked' && !isTail)
    return {
      id: 'unfinished',
      text: `${list(missing.map(say))} never comes. Is every call made that the task asks for?`,
    };
  // What was to be passed on is there: a call has brought it at that very moment.
  const isEmpty = (value: unknown) => !value || (Array.isArray(value) && value.length === 0);
  const brought = given.find(
    ({ outcome, ...call }) =>
      outcome.kind === 'fulfilled' &&
      lastSign({ outcome, ...call }) === missing[0]!.at &&
      !missing.some(({ lane }) => lane === laneOf({ outcome, ...call })) &&
      (!missing.some(isGiven) || (source && !isTail) || (missing.length === 1 && isEmpty(outcome.value))),
  );
  if (brought && brought.outcome.kind === 'fulfilled') {
    return lostItem(
      missing.map(say),
      `what comes out (${laneOf(brought)} gave ${inWords(brought.outcome.value)} at ${inSeconds(missing[0]!.at)})`,
    );
  }
  const tail = lines.slice(-missing.length);
  if (tail.every((line) => missing.includes(line)) && matches.length > 0) {
    return {
      id: 'unfinished',
      text: `After ${say(matches.at(-1)!.actual)} nothing more comes; there should be ${list(missing.map(say))}. What should make it go on until it is to stop, and does a loop or a condition end it one too early?`,
    };
  }
  const isLater = matches.some(
    ({ expected: line }) => line.at > missing[0]!.at && (line.lane !== 'main' || missing[0]!.lane === 'main'),
  );
  return isLater ? lostItem(missing.map(say), 'what comes out') : undefined;
}

/** All that should come has come, and then more does. */
export function goesOn({ run, lines, missing, extra, matches, expected }: Evidence): Diagnosis | undefined {
  const [more] = extra;
  // Work that was under way and goes on is another matter than a loop.
  if ('fails' in expected || matches.some(({ actual }) => actual.lane === more?.lane && more.lane !== 'main'))
    return undefined;
  if (!lines || !more || missing.length > 0 || run.outcome.kind === 'runaway') return undefined;
  const last = Math.max(-1, ...matches.map(({ actualPlace }) => actualPlace));
  if (run.lines.indexOf(more) < last || matches.some(({ actual, expected }) => actual.at !== expected.at))
    return undefined;
  const when =
    matches.length > 0
      ? `All that should come has come at ${inSeconds(matches.at(-1)!.actual.at)}`
      : 'Nothing should come';
  return {
    id: 'keeps-going',
    text: `${when}, and then "${more.lane}: ${more.text}" does, at ${inSeconds(more.at)}. What should end it there: is there a \`return\` or a \`break\`, and is its condition true then?`,
  };
}

/** What failed should be begun again, and is not. */
export function notAgain({ failures, missing, run }: Evidence): Diagnosis | undefined {
  const failure = failures.find(({ lane, at, call }) =>
    missing.some((line) => line.lane === lane && line.at >= at && line.text === call.lines[0]?.text),
  );
  if (!failure || run.outcome.kind === 'failed') return undefined;
  return {
    id: 'not-retried',
    text: `${failure.lane} failed at ${inSeconds(failure.at)}, and should be begun again; it never is. What becomes of it in the \`catch\`: who has it then, and who takes it next?`,
  };
}

/** What was taken for a call that failed stays taken. */
export function notGivenBack({ answers, failures, found, extra, missing }: Evidence): Diagnosis | undefined {
  const call = answers.find(
    ({ outcome, changed }) =>
      changed.length > 0 &&
      failures.some(({ error }) => outcome.kind === 'rejected' && outcome.error === error),
  );
  if (!call || answers.length > 1 || extra.length !== missing.length) return undefined;
  if (found.some(({ kind }) => kind !== 'prints' && kind !== 'returns')) return undefined;
  return {
    id: 'slot-leak',
    text: `${call.name} fails, and what it took stays taken (${call.changed.join(', ')}). Give it back when the call that it was taken for has failed: in a \`catch\` that rethrows.`,
  };
}

/** All calls are made, at the right times, and the result is put together wrongly. */
export function value(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, found, failures } = evidence;
  if (run.outcome.kind !== 'finished' || !differsIn(evidence, 'returns') || !printsAsExpected(evidence))
    return undefined;
  if (found.length > 1 || evidence.answers.length === 0) return undefined;
  const [failure] = failures;
  const after = failure
    ? ` ${failure.lane} failed at ${inSeconds(failure.at)}: is everything that was taken for it given back, no more and no less?`
    : '';
  return {
    id: 'wrong-value',
    text: `Everything happens at its time, but the result is ${inWords(run.outcome.value)} instead of ${inWords(expected.returns)}. How is it put together?${after}`,
  };
}
