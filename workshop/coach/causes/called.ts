import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../call.ts';
import { inSeconds, inWords } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { laneOf, lastSign, type Evidence } from '../evidence.ts';
import { ofOneObject, placeOf } from '../naming.ts';

// What was given is called: too often, for the wrong thing, or though it should not be.

/** What was given is called more often than it should be, or for what it should not. */
export function calls({
  lines,
  extra,
  missing,
  strange,
  given,
  answers,
  failures,
}: Evidence): Diagnosis | undefined {
  if (!lines) return undefined;
  const known = new Set(lines.map(({ lane, text }) => `${lane}\n${text}`));
  const more = given.filter((call) => call.lines[0] && extra.includes(call.lines[0]));
  const [again] = more.filter(
    ({ lines: [line] }) =>
      known.has(`${line!.lane}\n${line!.text}`) && !missing.some(({ lane }) => lane === line!.lane),
  );
  const first = again && given.find((call) => call !== again && laneOf(call) === laneOf(again));
  if (again && first) {
    const isOver = lastSign(first) <= again.from;
    if (isOver && failures.some(({ call }) => call === first)) {
      return {
        id: 'keeps-going',
        text: `${laneOf(again)} failed at ${inSeconds(lastSign(first))}, and is begun again at ${inSeconds(again.from)}: one attempt too many. What ends the attempts, their number or the signal, and is that looked at before the next one?`,
      };
    }
    const isRepeated = lines.filter(({ lane }) => lane === laneOf(again)).length > 1;
    if (isOver && isRepeated && again.lines.length === 1) {
      return {
        id: 'keeps-going',
        text: `${laneOf(again)} comes once more at ${inSeconds(again.from)}, after the last time that it should. What should have ended it: is a timer still armed, or a loop still running?`,
      };
    }
    return {
      id: 'called-twice',
      text:
        `${laneOf(again)} is begun at ${inSeconds(first.from)}, and once more at ${inSeconds(again.from)}. Each call does the ` +
        'work again. Make the call once, keep its promise, and use that wherever the result is needed.',
    };
  }
  const isUnknown = ({ lines: [line] }: (typeof given)[0]) =>
    missing.length === 0 && !known.has(`${line!.lane}\n${line!.text}`);
  const [unwanted] = more.filter((call) => strange.includes(laneOf(call)) || isUnknown(call));
  if (!unwanted) return undefined;
  const instead = missing.find(({ at, text }) => at === unwanted.from && text === unwanted.lines[0]?.text);
  const together = given.filter(({ from }) => from === unwanted.from).map(placeOf);
  const isBackwards = together.every((place, i) => i === 0 || (place ?? 0) < (together[i - 1] ?? 0));
  if (instead && together.length > 1 && isBackwards) {
    return {
      id: 'wrong-order',
      text: `At ${inSeconds(unwanted.from)} ${laneOf(unwanted)} is begun, where ${instead.lane} should be: ${unwanted.name} is called first, though it is not the first in its list. From which end are they taken?`,
    };
  }
  if (instead) {
    return {
      id: 'wrong-call',
      text: `At ${inSeconds(unwanted.from)} ${laneOf(unwanted)} is begun, where ${instead.lane} should be. What is the call given, and where does that come from?`,
    };
  }
  if (missing.some(({ at }) => at < unwanted.from)) return undefined;
  const busy = given.find(
    (call) =>
      ofOneObject(call.name, unwanted.name) && call.from < unwanted.from && isOpenAt(call, unwanted.from),
  );
  if (busy) {
    return {
      id: 'not-awaited',
      text: `${unwanted.name} is called at ${inSeconds(unwanted.from)}, while ${busy.name}, called at ${inSeconds(busy.from)}, is still under way: wait until that has ended.`,
    };
  }
  const other = answers.find(
    (call) =>
      call !== unwanted.by &&
      given.some((each) => each.by === call && each.from < unwanted.from && isOpenAt(each, unwanted.from)),
  );
  if (other && unwanted.by) {
    return {
      id: 'stale-check',
      text:
        `At ${inSeconds(unwanted.from)} ${laneOf(unwanted)} is begun, and should not be: another call was still waiting then, and ` +
        'what it is going to take was not taken yet. Check and take without an `await` in between, before you wait.',
    };
  }
  // Functions of one object may speak for the same lane.
  const isShared = given.some((each) => each.name !== unwanted.name && laneOf(each) === laneOf(unwanted));
  const who = isShared ? unwanted.name : laneOf(unwanted);
  return {
    id: 'unwanted-call',
    text: unwanted.tooLate
      ? `${who} is begun at ${inSeconds(unwanted.from)}, although its signal had aborted already. Look at the signal before you begin: \`signal.throwIfAborted()\`.`
      : `${who} is called at ${inSeconds(unwanted.from)}, and should not be called here at all. Read the task: when is it to be called, and when not? And does the code go on where it should have returned?`,
  };
}

/** A call that has been answered is made once more with the same, and what comes after it is late. */
export function askedAgain({ given, run, expected, matches }: Evidence): Diagnosis | undefined {
  const late = matches.some(({ actual, expected: wanted }) => actual.at > wanted.at);
  if (!late && run.elapsed <= (expected.takes ?? Infinity)) return undefined;
  // It gave the very result that is asked for.
  const gaveAll = ({ outcome }: Call) =>
    outcome.kind === 'fulfilled' &&
    outcome.value !== undefined &&
    isDeepStrictEqual(outcome.value, expected.returns);
  const again = (first: Call, call: Call) =>
    call.name === first.name &&
    call.by === first.by &&
    call.from === lastSign(first) &&
    lastSign(call) > call.from &&
    ((isPrimitive(first.args[0]) && first.args[0] === call.args[0]) || gaveAll(first));
  for (const first of given.filter(({ outcome }) => outcome.kind === 'fulfilled')) {
    const call = given.find((each) => again(first, each));
    if (!call) continue;
    return {
      id: 'called-twice',
      text:
        `${call.name}${isPrimitive(call.args[0]) ? `(${inWords(call.args[0])})` : ''} is called at ${inSeconds(first.from)}, and once more at ${inSeconds(call.from)}, when the ` +
        'result is there already. Each call does the work again: keep what the first one gave.',
    };
  }
  return undefined;
}

const isPrimitive = (arg: unknown) => typeof arg === 'string' || typeof arg === 'number';

const isOpenAt = ({ lines, outcome }: { lines: { at: number }[]; outcome: { kind: string } }, at: number) =>
  outcome.kind === 'pending' || (lines.at(-1)?.at ?? 0) > at;
