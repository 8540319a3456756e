import { type Call } from '../call.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { callOf, laneOf, lastSign, neverCalled, type Evidence, type Failure } from '../evidence.ts';
import { inSeconds, inWords } from '../expectation.ts';
import { list, ofOneObject } from '../naming.ts';
import { isFrom } from './errors.ts';
import { neverCalls, stillClosing } from './leaving.ts';
import { duplicate, lostItem } from './results.ts';

// What is said, by the answer or by who uses it: lines that are not there, or twice, or say something else.

/** Lines that are not there, or twice, or say something else. */
export function items(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, lines = [], missing, extra, given, matches } = evidence;
  // A failure that should not be cuts a run short: what is missing then is no lost item.
  if (run.outcome.kind === 'failed' && !('fails' in expected)) return undefined;
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
    const [first] = evidence.failures;
    const left = neverCalled(evidence).find((name) => given.some((each) => ofOneObject(name, each.name)));
    if (!call && first && left) {
      return {
        id: 'unfinished',
        text: `${first.lane} failed at ${inSeconds(first.at)}, and ${left} is never called: ${say(instead)} should come. What has to be done after a failure, too, belongs into a \`finally\`.`,
      };
    }
    const failure = evidence.failures.find(({ at }) => call && at <= call.from);
    const again = given.findLast(
      (each, i) =>
        each.args.length === 0 &&
        given.slice(0, i).some(({ name, args }) => name === each.name && args.length === 0) &&
        given.some(({ name }) => ofOneObject(each.name, name)),
    );
    const once = again && given.find(({ name }) => name === again.name);
    if (!call && again && once && given.some((each) => isSibling(each.name, again.name))) {
      return {
        id: 'called-twice',
        text: `${again.name} is called at ${inSeconds(once.from)}, and once more at ${inSeconds(again.from)}: ${say(instead)} should come. What has been done already, and who knows that?`,
      };
    }
    const told = call && failure ? toldOf(failure, call) : undefined;
    if (call && failure && told) {
      return {
        id: 'wrong-error',
        text: `${failure.lane} failed at ${inSeconds(failure.at)}, and ${call.name} is called with ${told}, where the error itself was meant: ${say(instead)} should come. Pass on the error that was thrown, the same object.`,
      };
    }
    if (call && failure && !call.args.some((arg) => isFrom(arg, failure.error))) {
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
  // What was to be passed on is there: a call has brought it at that very moment.
  const bringers = given.filter(
    (call) =>
      call.outcome.kind === 'fulfilled' &&
      lastSign(call) === missing[0]!.at &&
      !missing.some(({ lane }) => lane === laneOf(call)),
  );
  const hasSource = bringers.some(
    ({ outcome }) => outcome.kind === 'fulfilled' && outcome.value !== undefined,
  );
  const isTail = missing.every((line) => lines.slice(-missing.length).includes(line));
  const skipped = neverCalls(evidence) ?? stillClosing(evidence);
  if (skipped) return skipped;
  const all = ['Promise.all', 'Promise.allSettled'].find((each) => evidence.used.has(each));
  const come = given.find(
    (call) =>
      call.outcome.kind === 'fulfilled' && lastSign(call) === missing[0]!.at && call.from < missing[0]!.at,
  );
  const silent = come && given.find((call) => call.from === come.from && lastSign(call) > lastSign(come));
  if (all && come && silent && missing[0]!.lane === laneOf(come)) {
    return {
      id: 'too-late',
      text: `${laneOf(come)} has answered at ${inSeconds(lastSign(come))}, and ${say(missing[0]!)} should come; but ${laneOf(silent)}, called together with it, has not answered then, and \`${all}\` waits for all. Go on with each as soon as it comes.`,
    };
  }
  const [failure] = evidence.failures;
  const late = given.find(
    (call) =>
      failure &&
      call.outcome.kind === 'fulfilled' &&
      call.from <= failure.at &&
      lastSign(call) > failure.at &&
      missing.every(({ lane, at }) => lane === laneOf(call) && at >= lastSign(call)),
  );
  if (failure && late) {
    return {
      id: 'not-awaited',
      text: `${failure.lane} failed at ${inSeconds(failure.at)}, while ${laneOf(late)} was under way; it succeeded all the same, at ${inSeconds(lastSign(late))}, and then ${list(missing.map(say))} should come. It never does: wait until all that is under way has ended, and only then look at what there is.`,
    };
  }
  const ask =
    failure && missing.every(({ at }) => at >= failure.at)
      ? `${failure.lane} failed at ${inSeconds(failure.at)}: is there a \`catch\` or a \`finally\` that does it then, does it have what it needs, and is what it guards awaited inside the \`try\`? \`return work()\` leaves it too early, \`return await work()\` does not.`
      : 'Is every call made that the task asks for?';
  if (missing.every(isGiven) && !hasSource && !isShifted && !isTail)
    return {
      id: 'unfinished',
      text: `${list(missing.map(say))} never ${missing.length > 1 ? 'come' : 'comes'}. ${ask}`,
    };
  const isEmpty = (value: unknown) => !value || (Array.isArray(value) && value.length === 0);
  const brought = bringers.find(
    ({ outcome }) =>
      !missing.some(isGiven) ||
      (hasSource && !isTail) ||
      (missing.length === 1 && outcome.kind === 'fulfilled' && isEmpty(outcome.value)),
  );
  if (brought?.outcome.kind === 'fulfilled') {
    return lostItem(
      missing.map(say),
      `what comes out (${laneOf(brought)} gave ${inWords(brought.outcome.value)} at ${inSeconds(missing[0]!.at)})`,
    );
  }
  if (isTail && matches.length > 0) {
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

/** Whether these are the same function of two objects in a list: `shops[0].close` and `shops[1].close`. */
function isSibling(name: string, other: string): boolean {
  const inList = (each: string) => each.replace(/\[\d+\]/, '[]');
  return name !== other && inList(name) === inList(other);
}

/** What a call was given of an error in its place: its text, or another one around it. */
function toldOf({ error }: Failure, { args }: Call): string | undefined {
  const inside = args.find((arg) => arg !== error && isFrom(arg, error));
  if (inside !== undefined) return `${inWords(inside)} around it`;
  const message = error instanceof Error && error.message !== '' ? error.message : undefined;
  const text = args.find((arg) => typeof arg === 'string' && message !== undefined && arg.includes(message));
  return text === undefined ? undefined : `the text ${inWords(text)}`;
}

/** All that should come has come, and then more does. */
export function goesOn({ run, missing, extra, matches, expected }: Evidence): Diagnosis | undefined {
  const [more] = extra;
  // Work that was under way and goes on is another matter than a loop.
  if ('fails' in expected || matches.some(({ actual }) => actual.lane === more?.lane && more.lane !== 'main'))
    return undefined;
  if (!more || missing.length > 0) return undefined;
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
