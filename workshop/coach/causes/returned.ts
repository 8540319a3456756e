import { inSeconds, inWords } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import type { Call } from '../call.ts';
import { callOf, differsIn, isPromise, isRecord, printsAsExpected, type Evidence } from '../evidence.ts';

// What the answer gives back.

/** All is done, at its time; only the result is missing. */
export function missingReturn(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, answers, extra, missing, given } = evidence;
  const gaveNothing = answers.some(
    ({ outcome }) => outcome.kind === 'fulfilled' && outcome.value === undefined,
  );
  const text = 'Is a `return` missing? A function in braces, `() => { … }`, returns nothing by itself.';
  // The claim works with what comes back: it says something else than it should, or cannot work at all.
  const said = extra.filter((line) => !callOf(line, [...given, ...answers]));
  const instead = said.find(({ lane, at }) => missing.some((line) => line.lane === lane && line.at === at));
  const { outcome } = run;
  const isLost =
    outcome.kind === 'failed' &&
    outcome.error instanceof TypeError &&
    !evidence.failures.some(({ error }) => error === outcome.error);
  const isFirst = evidence.failures.length === 0 && instead && said.length === extra.length;
  if (
    (isLost && (gaveNothing || answers.some((call) => holesIn(call) > 0))) ||
    (gaveNothing && isFirst) ||
    answers.some(isEmptyHanded(evidence))
  )
    return {
      id: 'missing-return',
      text: `The function gives undefined back, and its result is needed. ${text} Or is its value read from a promise, without an \`await\`?`,
    };
  if (run.outcome.kind !== 'finished' || !differsIn(evidence, 'returns') || !printsAsExpected(evidence))
    return undefined;
  const { value } = run.outcome;
  const { returns } = expected;
  const isNothing = value === undefined || (gaveNothing && lacks(value, returns));
  const areNothing =
    Array.isArray(returns) && answers.some((call) => holesIn(call) > 0 && holesIn(call) === returns.length);
  if (!isNothing && !areNothing) return undefined;
  return {
    id: 'missing-return',
    text:
      `The work is done, and ${isNothing ? 'the result' : 'each result'} is undefined; expected ${inWords(returns)}. ` +
      text,
  };
}

/** An iterator of the answer gives undefined, and the reader cannot work with that. */
export function givesNothing({ run, answers, failures, lines }: Evidence): Diagnosis | undefined {
  const { outcome } = run;
  if (outcome.kind !== 'failed' || !(outcome.error instanceof TypeError)) return undefined;
  if (failures.some(({ error }) => error === outcome.error)) return undefined;
  const isNothing = (value: unknown) =>
    isRecord(value) && value['done'] === false && 'value' in value && value['value'] === undefined;
  const call = answers.findLast((each) => each.outcome.kind === 'fulfilled' && isNothing(each.outcome.value));
  if (!call) return undefined;
  const gives = `${call.name} gives undefined at ${inSeconds(run.elapsed)}`;
  const due = lines?.find(({ at }) => at > run.elapsed)?.at;
  if (due !== undefined && !lines?.some(({ at }) => at === run.elapsed)) {
    return {
      id: 'not-awaited',
      text: `${gives}, where nothing has come yet: the next is due at ${inSeconds(due)}. Is an \`await\` missing before it is read?`,
    };
  }
  return {
    id: 'lost-item',
    text: `${gives}, where something has come. What keeps it when it comes, and from where is it read?`,
  };
}

/** How long the list is that a call gave, where each item of it is undefined; 0 where one is not. */
const holesIn = ({ outcome }: Call): number =>
  outcome.kind === 'fulfilled' &&
  Array.isArray(outcome.value) &&
  outcome.value.every((each) => each === undefined)
    ? outcome.value.length
    : 0;

/** A call that asks for something, of an object that others have put something into, and gets undefined immediately. */
function isEmptyHanded({ answers, given, found }: Evidence): (call: Call) => boolean {
  const put = answers
    .filter(({ name, args }) => name.includes('.') && args.length > 0)
    .map(({ args }) => args[0]);
  const isShown = found.some(({ kind }) => kind === 'prints');
  return ({ name, args, outcome, returned }) =>
    isShown &&
    given.length === 0 &&
    put.length > 0 &&
    !put.includes(undefined) &&
    name.includes('.') &&
    args.length === 0 &&
    (isPromise(returned) || returned === undefined) &&
    outcome.kind === 'fulfilled' &&
    outcome.value === undefined;
}

/** Whether something is undefined in there that should not be. */
function lacks(value: unknown, wanted: unknown): boolean {
  if (!isRecord(value) || !isRecord(wanted)) return value === undefined && wanted !== undefined;
  return Object.keys(wanted).some((key) => key in value && lacks(value[key], wanted[key]));
}
