import { isDeepStrictEqual } from 'node:util';
import { rootOf, signalIn } from '../call.ts';
import { inSeconds, inWords } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { isRecord, laneOf, type Evidence } from '../evidence.ts';

// What is different when a function is called once more.

/** What is one payment in the eyes of the other side, and what is two: the same arguments for the same, others for another. */
export function notIdempotent({ answers, given }: Evidence): Diagnosis | undefined {
  const [first, ...others] = answers.map((call) => ({ call, made: given.filter(({ by }) => by === call) }));
  for (const other of others) {
    const isSame = isDeepStrictEqual(plainOf(first!.call.args), plainOf(other.call.args));
    for (const call of first!.made) {
      const again = other.made.find(({ name }) => name === call.name);
      if (!again) continue;
      const [args, argsAgain] = [plainOf(call.args), plainOf(again.args)];
      if (!isRecord(args[0]) || isDeepStrictEqual(args, argsAgain) === isSame) continue;
      const both = `${call.name} is called with ${inWords(args[0])} and with ${inWords(argsAgain[0])}`;
      const name = first!.call.name;
      return {
        id: 'not-idempotent',
        text: isSame
          ? `${both}, for two calls of ${name} with the same: to the other side that is two jobs, and both are done. What names the job must be the same each time: make it of what ${name} was given.`
          : `${both}, for two calls of ${name} with different things: to the other side that is one job, done once. What names the job must tell them apart: their id, not what they have in common.`,
      };
    }
  }
  return undefined;
}

/** Arguments that say something: no functions, and nothing that holds any. */
function plainOf(args: unknown[]): unknown[] {
  const isFunction = (value: unknown) => typeof value === 'function';
  return args.filter((arg) => !isFunction(arg) && !(isRecord(arg) && Object.values(arg).some(isFunction)));
}

/** What ends one piece of work ends that of another call: they share a variable. */
export function sharedVariable(evidence: Evidence): Diagnosis | undefined {
  const { answers, own } = evidence;
  const stopped = stoppedByAnother(evidence);
  if (stopped) return stopped;
  for (const stop of answers.filter(({ of }) => of)) {
    const other = answers.find((each) => each !== stop.of && each.name === stop.of!.name);
    const isCleared = own.some(
      (call) => rootOf(call) === other && call.timers.some(({ clearedBy }) => clearedBy === stop),
    );
    if (!other || !isCleared) continue;
    return {
      id: 'shared-state',
      text: `${stop.name}, called at ${inSeconds(stop.from)}, is what one call of ${other.name} gave, and it clears a timer that another call has armed. They share a variable outside of the function: declare it inside, so that each call has its own.`,
    };
  }
  return undefined;
}

/** What one call gave has aborted the signal of work that another call has begun. */
function stoppedByAnother({ given, abortedBy }: Evidence): Diagnosis | undefined {
  for (const call of given) {
    const signal = signalIn(call.args);
    const abort = signal && abortedBy.get(signal);
    const [asker, stopper] = [call.by, abort].map((each) => each && rootOf(each));
    if (!asker?.of || !stopper?.of || asker.of === stopper.of) continue;
    return {
      id: 'shared-state',
      text: `${laneOf(call)} is asked to stop at ${inSeconds(stopper.from)}, by what another call of ${asker.of.name} gave. They share a variable outside of the function: declare it inside, so that each call has its own.`,
    };
  }
  return undefined;
}

/** A result without any call: it is known from before. */
export function sharedState({ answers, given, run }: Evidence): Diagnosis | undefined {
  const [first] = answers;
  if (run.outcome.kind !== 'finished' || given.length > 0 || !first) return undefined;
  const { outcome, offered } = first;
  if (outcome.kind !== 'fulfilled' || !isRecord(outcome.value) || Array.isArray(outcome.value))
    return undefined;
  if (offered.length === 0 || Symbol.asyncIterator in outcome.value) return undefined;
  return {
    id: 'shared-state',
    text: `${first.name} gives ${inWords(outcome.value)}, and calls nothing that it was given: it remembers that from an earlier call, in a variable outside of the function, or has it written into the code. Another process does not have that variable, and after a restart it is empty.`,
  };
}
