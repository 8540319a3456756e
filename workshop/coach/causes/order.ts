import type { Call } from '../call.ts';
import { inSeconds, inWords } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { callOf, laneOf, lastSign, type Evidence, type Match } from '../evidence.ts';

// Results and lines: all there, once each, in the right order.

/** What was given is called more often than it should be, or for what it should not. */
export function calls({
  run,
  lines,
  extra,
  missing,
  strange,
  given,
  answers,
  failures,
}: Evidence): Diagnosis | undefined {
  if (!lines || (run.outcome.kind !== 'finished' && run.outcome.kind !== 'failed')) return undefined;
  const known = new Set(lines.map(({ lane, text }) => `${lane}\n${text}`));
  const more = given.filter((call) => call.lines[0] && extra.includes(call.lines[0]));
  const [again] = more.filter(
    ({ lines: [line] }) =>
      known.has(`${line!.lane}\n${line!.text}`) && !missing.some(({ lane }) => lane === line!.lane),
  );
  const first = again && given.find((call) => call !== again && laneOf(call) === laneOf(again));
  const hasFailed = failures.some(({ call }) => call === first);
  if (again && first && hasFailed && lastSign(first) <= again.from) {
    return {
      id: 'keeps-going',
      text: `${laneOf(again)} failed at ${inSeconds(lastSign(first))}, and is begun again at ${inSeconds(again.from)}: one attempt too many. What ends the attempts, their number or the signal, and is that looked at before the next one?`,
    };
  }
  const isRepeated = lines.filter((line) => line.lane === again?.lines[0]?.lane).length > 1;
  if (again && first && isRepeated && again.lines.length === 1) {
    return {
      id: 'keeps-going',
      text: `${laneOf(again)} comes once more at ${inSeconds(again.from)}, after the last time that it should. What should have ended it: is a timer still armed, or a loop still running?`,
    };
  }
  if (again && first) {
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
  if (instead) {
    return {
      id: 'wrong-call',
      text: `At ${inSeconds(unwanted.from)} ${laneOf(unwanted)} is begun, where ${instead.lane} should be. What is the call given, and where does that come from?`,
    };
  }
  if (missing.some(({ at }) => at < unwanted.from)) return undefined;
  const other = answers.find(
    (call) =>
      call !== unwanted.by &&
      call.from < unwanted.from &&
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
  const again = (first: Call, call: Call) =>
    call.name === first.name &&
    call.by === first.by &&
    call.from === lastSign(first) &&
    lastSign(call) > call.from &&
    isPrimitive(first.args[0]) &&
    first.args[0] === call.args[0];
  for (const first of given.filter(({ outcome }) => outcome.kind === 'fulfilled')) {
    const call = given.find((each) => each !== first && again(first, each));
    if (!call) continue;
    return {
      id: 'called-twice',
      text:
        `${call.name}(${inWords(call.args[0])}) is called at ${inSeconds(first.from)}, and once more at ${inSeconds(call.from)}, when the ` +
        'result is there already. Each call does the work again: keep what the first one gave.',
    };
  }
  return undefined;
}

const isPrimitive = (arg: unknown) => typeof arg === 'string' || typeof arg === 'number';

const isOpenAt = ({ lines, outcome }: { lines: { at: number }[]; outcome: { kind: string } }, at: number) =>
  outcome.kind === 'pending' || (lines.at(-1)?.at ?? 0) > at;

/** The right lines in another order: begun too early, gone on too early, or swapped. */
export function order(evidence: Evidence): Diagnosis | undefined {
  const { matches, given, run, answers } = evidence;
  const pair = firstSwap(matches);
  if (!pair || run.outcome.kind === 'deadlocked' || run.outcome.kind === 'runaway') return undefined;
  const [before, after] = pair;
  const overtaken = overtakes(evidence, before, after);
  if (overtaken) return overtaken;
  const swapped = otherMoments(evidence, before);
  if (swapped) return swapped;
  const afterEarly = after.actual.at < after.expected.at;
  const beforeLate = before.actual.at > before.expected.at;
  const say = ({ actual }: Match) => `"${actual.lane}: ${actual.text}"`;
  const both = `${say(after)} comes before ${say(before)}; it should be the other way round`;
  const ofGiven = (match: Match) => callOf(match.actual, given) !== undefined;
  if (afterEarly && given.length === 0 && answers.length > 1) {
    return {
      id: 'wrong-order',
      text: `${both}. ${after.actual.lane} overtakes ${before.actual.lane}, which has waited longer: what comes free belongs to the one that waits, in the same step in which it comes free.`,
    };
  }
  if (after.opens && (afterEarly || !before.opens) && !beforeLate) {
    return {
      id: 'eager-start',
      text:
        `${both}. ${after.actual.lane} starts too early. A call of an async function runs immediately, up to its first ` +
        '`await`. To start work later, pass a function, and call it only when it is its turn.',
    };
  }
  const by = inSeconds(before.actual.at - before.expected.at);
  if (beforeLate && !afterEarly && (ofGiven(before) || !ofGiven(after))) {
    return {
      id: 'too-late',
      text: `${say(before)} comes ${by} late, after ${say(after)}. What does it wait for there that it need not, perhaps a timer?`,
    };
  }
  if (beforeLate && !ofGiven(before) && ofGiven(after) && !afterEarly) {
    return {
      id: 'too-late',
      text: `${both}. ${before.actual.lane} waits for ${after.actual.lane}, and need not: there is an \`await\` too many.`,
    };
  }
  const asked = callOf(after.actual, given);
  if (afterEarly && asked?.name.endsWith('.next')) {
    return {
      id: 'eager-start',
      text: `${both}. ${asked.name.replace(/\.next$/, '')} is asked for more at ${inSeconds(asked.from)}, too early: what should hold the loop back until then?`,
    };
  }
  if (afterEarly && !after.opens) {
    return {
      id: 'not-awaited',
      text: `${both}. ${after.actual.lane} did not wait for ${before.actual.lane}: an \`await\` or a \`return\` is missing.`,
    };
  }
  if (beforeLate && !before.opens) return undefined;
  return {
    id: 'wrong-order',
    text: `${both}. In which order are they put in line, and from which end are they taken?`,
  };
}

/** Every line of a lane comes at one of its moments, but not each at its own. */
function otherMoments(
  { matches, missing, extra }: Evidence,
  { actual: { lane } }: Match,
): Diagnosis | undefined {
  const own = matches.filter(({ actual }) => actual.lane === lane);
  const sorted = (times: number[]) => times.sort((a, b) => a - b).join();
  const isSame =
    sorted(own.map(({ actual }) => actual.at)) === sorted(own.map(({ expected }) => expected.at));
  const first = own.find(({ actual, expected }) => actual.at > expected.at);
  if (missing.length + extra.length > 0 || !first || !isSame) return undefined;
  const instead = own.find(({ actual }) => actual.at === first.expected.at)!;
  return {
    id: 'wrong-order',
    text: `At ${inSeconds(first.expected.at)} "${instead.actual.lane}: ${instead.actual.text}" comes, where "${lane}: ${first.actual.text}" should. The moments are right, who comes at them is not: from which end are they taken, and whose turn is it?`,
  };
}

/** Where places are limited: who has come later begins before one who waits. */
function overtakes({ given, expected }: Evidence, before: Match, after: Match): Diagnosis | undefined {
  const [first, second] = [before, after].map(({ actual }) => callOf(actual, given));
  const [waiting, newcomer] = [first?.by, second?.by];
  if (expected.limit === undefined || !before.opens || !after.opens || !waiting || !newcomer)
    return undefined;
  if (waiting === newcomer || waiting.from >= newcomer.from) return undefined;
  return {
    id: 'wrong-order',
    text:
      `${laneOf(first!)} waits since ${inSeconds(waiting.from)}, and ${laneOf(second!)}, which comes at ${inSeconds(newcomer.from)}, is begun before it. ` +
      'Hand a place that comes free directly to the one that has waited longest: one that is woken, and looks again, comes too late.',
  };
}

/** The first two lines that have changed places. */
export function firstSwap(matches: Match[]): [Match, Match] | undefined {
  const actual = [...matches].sort((a, b) => a.actualPlace - b.actualPlace);
  const place = actual.findIndex((match, i) => match !== matches[i]);
  const early = actual[place];
  const late = matches[place];
  return early && late ? [late, early] : undefined;
}
