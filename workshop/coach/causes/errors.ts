import { inSeconds, inWords } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import type { Call } from '../call.ts';
import { isPromise, isRecord, laneOf, lastSign, type Evidence } from '../evidence.ts';
import { inside } from './code.ts';

// Errors and promises that nobody dealt with. What the answer's own code throws is in code.ts.

/** The task says to do without, and the answer does not. */
export function forbidden({ found, expected }: Evidence): Diagnosis | undefined {
  // What it does besides is told first, so that the one is not taken for the other.
  if (found.some(({ kind }) => kind !== 'without')) return undefined;
  return {
    id: 'forbidden',
    text:
      `It does what it should, with what the task says to do without: ${expected.without!.join(', ')}. ` +
      'Build it from smaller parts: that is what this exercise is for.',
  };
}

/** A promise where its value was meant: as an argument, or in the result; or what is read of it, which is undefined. */
export function promiseForValue({ run, given, found, answers }: Evidence): Diagnosis | undefined {
  const call = given.find(({ args }) => args.some(isPromise));
  if (call) {
    return {
      id: 'not-awaited',
      text:
        `At ${inSeconds(call.from)} ${call.name} is called with a promise, where the value was meant that the promise ` +
        'will have. `await` the promise first.',
    };
  }
  // An iterator gives what it has not waited for.
  const gives = answers.find((each) => givesTooEarly(each, given));
  if (gives) {
    return {
      id: 'not-awaited',
      text:
        `What ${gives.name} gives at ${inSeconds(gives.from)} has been read from a promise, not from the result: the call that ` +
        'brings it is still under way. `await` that call first.',
    };
  }
  if (!found.some(({ kind }) => kind === 'returns') || run.outcome.kind !== 'finished') return undefined;
  if (!hasPromise(run.outcome.value, 3)) return undefined;
  return {
    id: 'not-awaited',
    text: 'It returns promises where their results were meant: `await` them first.',
  };
}

/** An iterator of the answer gives a promise, or what was read of one. */
function givesTooEarly(call: Call, given: Call[]): boolean {
  const { outcome } = call;
  if (outcome.kind !== 'fulfilled' || !isRecord(outcome.value) || outcome.value['done'] !== false)
    return false;
  const { value } = outcome.value;
  if (value !== undefined) return hasPromise(value, 3);
  return given.some(
    (each) => each.by === call && each.name.endsWith('.next') && lastSign(each) > lastSign(call),
  );
}

function hasPromise(value: unknown, depth: number): boolean {
  if (isPromise(value)) return true;
  if (depth === 0 || !isRecord(value)) return false;
  return Object.values(value).some((each) => hasPromise(each, depth - 1));
}

export function unhandledRejection(evidence: Evidence): Diagnosis | undefined {
  const { run, failures } = evidence;
  if (run.unhandled.length === 0 || endedBefore(evidence)) return undefined;
  const [error] = run.unhandled;
  const failure = failures.find((each) => each.error === error);
  const who = failure
    ? `${laneOf(failure.call)} failed at ${inSeconds(failure.at)} with ${inWords(error)}, and its promise`
    : `${inWords(error)} rejected a promise that`;
  return {
    id: 'unhandled-rejection',
    text:
      `${who} has no handler at that moment; plain Node ends the program there. Every promise needs a handler as soon as ` +
      'it exists: await it, pass it to Promise.all immediately, or put a `.catch` on it.',
  };
}

/**
 * Whether the program had ended before anything went wrong: what it left behind was stopped then, and that is what nothing
 * handled.
 */
export function endedBefore(evidence: Evidence): boolean {
  const errors = evidence.run.unhandled.flatMap(inside);
  const areStops = errors.every((error) => isRecord(error) && error['name'] === 'AbortError');
  return (
    errors.length > 0 && areStops && evidence.failures.length === 0 && evidence.run.elapsed < endOf(evidence)
  );
}

/** When a run should end (ms), so far as the claim says anything about that. */
export function endOf({ expected, lines }: Evidence): number {
  return expected.takes ?? lines?.at(-1)?.at ?? 0;
}

/** A failure that should have been dealt with comes out. */
export function uncaught(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, failures } = evidence;
  const { outcome } = run;
  if (outcome.kind !== 'failed' || 'fails' in expected) return undefined;
  const failure = failures.find(({ error }) => isFrom(outcome.error, error));
  if (!failure) return undefined;
  // It may come out only because something was called that should not have been.
  const isExtra = evidence.given.some(
    ({ lines: [begun], from }) => from > failure.at && evidence.extra.some((line) => line === begun),
  );
  if (isExtra) return undefined;
  return {
    id: 'uncaught-error',
    text:
      `${failure.lane} failed at ${inSeconds(failure.at)} with ${inWords(failure.error)}. That should be dealt with, but ` +
      `it comes out at ${inSeconds(run.elapsed)}. A \`try\` catches only what is awaited inside it: \`return work()\` leaves ` +
      'it too early, `return await work()` does not. And `Promise.all` rejects with the first failure.',
  };
}

/** Whether `outer` is this error, or holds it. */
export function isFrom(outer: unknown, error: unknown): boolean {
  if (outer === error) return true;
  if (outer instanceof AggregateError) return outer.errors.some((each) => isFrom(each, error));
  return outer instanceof Error && outer.cause !== undefined && isFrom(outer.cause, error);
}
