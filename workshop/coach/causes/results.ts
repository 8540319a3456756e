import { isDeepStrictEqual } from 'node:util';
import { sayChanges, type Call } from '../call.ts';
import { inSeconds, inWords } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { differingLists, isRecord, lastSign, type Evidence } from '../evidence.ts';
import { list } from '../naming.ts';
import { firstSwap } from './order.ts';

// Results and what is said of them: all there, once each, with the right value.

/** Results are there, but not at their places; or not all; or some twice. */
export function results({
  run,
  expected,
  matches,
  missing,
  failures,
  answers,
  given,
}: Evidence): Diagnosis | undefined {
  if (run.outcome.kind !== 'finished') return undefined;
  // Where the work itself began in another order, or not at all, that is the cause.
  if (missing.some(({ lane }) => lane !== 'main')) return undefined;
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
    if (lost.length === 0 && more.length === 0)
      return swapped(wanted, actual, expected.order ?? 'list', given);
    if (more.length === 0 || (gaveUndefined && more.every((each) => each === undefined)))
      return lost.every((item) => !item) && actual.length > 0 && actual.every(Boolean)
        ? lostFalsy(lost.map(inWords))
        : lostItem(lost.map(inWords), 'the result');
    if (lost.some(Array.isArray) && isDeepStrictEqual(lost.flat(), more)) {
      return {
        id: 'wrong-value',
        text: `${inWords(lost.find(Array.isArray))} is one result, and comes out taken apart: ${inWords(actual)} instead of ${inWords(wanted)}. \`concat\`, \`flat\`, \`flatMap\` and \`...\` take lists apart; \`push(result)\` does not.`,
      };
    }
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

function swapped(wanted: unknown[], actual: unknown[], order: 'list' | 'arrival', given: Call[]): Diagnosis {
  // What comes one after the other comes in the order in which it was asked for.
  const isInARow = given.every((call, i) => i === 0 || lastSign(given[i - 1]!) <= call.from);
  if (order === 'list' && given.length > 1 && isInARow) {
    return {
      id: 'wrong-order',
      text:
        `All results are there, but in the order ${inWords(actual)} instead of ${inWords(wanted)}. They came one after the other, in ` +
        'the right order. What changes it: a sort, a number that they are kept by, or the end at which they are put in or taken out?',
    };
  }
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

export function lostItem(items: string[], where: string): Diagnosis {
  return {
    id: 'lost-item',
    text:
      `${list([...new Set(items)])} got lost on the way: the work was done, and ${where} lacks it. Follow one through the ` +
      'code: what holds it after each `await`, and what becomes of it when it is 0, empty or undefined, when two of ' +
      'them come together, or when the loop ends?',
  };
}

/** All that is lost is falsy, and all that is there is not. */
function lostFalsy(items: string[]): Diagnosis {
  return {
    id: 'lost-item',
    text:
      `${list([...new Set(items)])} got lost on the way, and all else is there: what is undefined, null, 0, false or an empty text is ` +
      'taken for nothing. A value may be any of these. Ask for what tells that there is none, such as a length or `done`.',
  };
}

export function duplicate(items: string[]): Diagnosis {
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

/** What failed should be begun again, and is not. */
export function notAgain({ failures, missing, run, own }: Evidence): Diagnosis | undefined {
  const failure = failures.findLast(({ lane, at, call }) =>
    missing.some((line) => line.lane === lane && line.at >= at && line.text === call.lines[0]?.text),
  );
  if (!failure || run.outcome.kind === 'failed') return undefined;
  const pause = own
    .flatMap(({ waits }) => waits)
    .find(
      ({ kind, from, to, due }) => kind === 'sleep' && from === failure.at && to !== undefined && due! > to,
    );
  if (pause) {
    return {
      id: 'wrong-signal',
      text: `${failure.lane} failed at ${inSeconds(failure.at)}, and should be begun again; but the pause after that, until ${inSeconds(pause.due!)}, is stopped at ${inSeconds(pause.to!)}: the signal that it was given aborts then. Whose deadline is that, and what belongs to it?`,
    };
  }
  return {
    id: 'not-retried',
    text: `${failure.lane} failed at ${inSeconds(failure.at)}, and should be begun again; it never is. What becomes of it in the \`catch\`: who has it then, and who takes it next?`,
  };
}

/** It says no, or calls nothing, and has taken something all the same. */
export function takenForNothing({ answers, given, expected, run }: Evidence): Diagnosis | undefined {
  if (run.outcome.kind !== 'finished') return undefined;
  const { value } = run.outcome;
  for (const call of answers) {
    if (call.outcome.kind !== 'fulfilled' || given.some(({ by }) => by === call)) continue;
    const kept = call.changed.filter(
      ({ name, before, after }) => holds(expected.returns, name, before, 3) && holds(value, name, after, 3),
    );
    if (kept.length === 0) continue;
    return {
      id: 'slot-leak',
      text: `${call.name} gives ${inWords(call.outcome.value)} and calls nothing, and yet it has taken something: ${sayChanges(kept)}. Take it only when all that could say no has been looked at, or give it back on that way out too.`,
    };
  }
  return undefined;
}

/** Whether this property with this value is somewhere in there. */
function holds(value: unknown, name: string, what: unknown, depth: number): boolean {
  if (!isRecord(value) || depth < 0) return false;
  return (
    (name in value && value[name] === what) ||
    Object.values(value).some((each) => holds(each, name, what, depth - 1))
  );
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
    text: `${call.name} fails, and what it took stays taken (${sayChanges(call.changed)}). Give it back when the call that it was taken for has failed: in a \`catch\` that rethrows.`,
  };
}

/** All calls are made, at the right times, and the result is put together wrongly. */
export function value(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, found, failures, answers } = evidence;
  if (run.outcome.kind !== 'finished' || answers.length === 0) return undefined;
  if (found.some(({ kind }) => kind !== 'returns')) return undefined;
  const [failure] = failures;
  const hasTaken = answers.some(({ changed }) => changed.length > 0);
  const after =
    failure && hasTaken
      ? ` ${failure.lane} failed at ${inSeconds(failure.at)}: is everything that was taken for it given back, no more and no less?`
      : '';
  return {
    id: 'wrong-value',
    text: `Everything happens at its time, but the result is ${inWords(run.outcome.value)} instead of ${inWords(expected.returns)}. How is it put together?${differenceOf(evidence, run.outcome.value)}${after}`,
  };
}

/** By how much a number is wrong, and what else is exactly so much. */
function differenceOf({ run, expected: { returns }, answers }: Evidence, actual: unknown): string {
  if (typeof actual !== 'number' || typeof returns !== 'number') return '';
  const by = Math.abs(actual - returns);
  const given = answers.find(({ args }) => args.includes(by));
  const isBusy = run.busy.some(({ from, to }) => to - from === by);
  const what = given ? `what ${given.name} was given` : isBusy ? 'how long the thread was kept (ms)' : '';
  return what === '' ? '' : ` It is ${by} too ${actual > returns ? 'much' : 'little'}, and ${by} is ${what}.`;
}
