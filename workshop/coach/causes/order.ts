import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../call.ts';
import { inSeconds } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { callOf, laneOf, lastSign, neverCalled, type Evidence, type Match } from '../evidence.ts';
import { ofOneObject, placeOf } from '../naming.ts';
import { whyLate } from './late.ts';

// The order of what is said, and of what is begun.

/** The right lines in another order: begun too early, gone on too early, or swapped. */
export function order(evidence: Evidence): Diagnosis | undefined {
  const { matches, given, answers } = evidence;
  const pair = firstSwap(matches);
  if (!pair) return undefined;
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
  if (beforeLate && !afterEarly) {
    const by = inSeconds(before.actual.at - before.expected.at);
    const what =
      ofGiven(before) || !ofGiven(after) ? `${say(before)} comes ${by} late, after ${say(after)}` : both;
    const why = whyLate(evidence, before.expected.at, before.actual.at);
    return { id: 'too-late', text: `${what}. ${why}` };
  }
  // Who gives the values of several has them in a line of its own.
  const isOneLane = before.actual.lane === after.actual.lane;
  const race = evidence.used.has('Promise.race');
  if (race && (isOneLane || wereThere(evidence, before, after))) {
    return {
      id: 'wrong-order',
      text: `${both}. Of those that have settled already \`Promise.race\` takes the first of its list, not the one that has settled first. Note each as it settles, and take them in the order of the notes.`,
    };
  }
  const asked = callOf(after.actual, given);
  if (afterEarly && asked?.name.endsWith('.next')) {
    return {
      id: 'eager-start',
      text: `${both}. ${asked.name.replace(/\.next$/, '')} is asked for more at ${inSeconds(asked.from)}, too early: what should hold the loop back until then?`,
    };
  }
  // Of one object not every function is needed; of the objects in a list each is used alike.
  const skipped =
    asked && neverCalled(evidence).find((name) => name.includes('[') && ofOneObject(name, asked.name));
  if (afterEarly && !after.opens && skipped) {
    return {
      id: 'never-called',
      text: `${both}. ${asked.name} is called at ${inSeconds(asked.from)}, and ${skipped} never is: what should come before it is not there.`,
    };
  }
  // Of a list it is the order of its items, which is told below.
  const due = callOf(before.actual, given);
  const areSteps =
    asked !== undefined &&
    due !== undefined &&
    asked.by === due.by &&
    asked.name !== due.name &&
    placeOf(asked) === undefined &&
    placeOf(due) === undefined;
  if (afterEarly && areSteps && lastSign(asked) <= due.from) {
    return {
      id: 'wrong-order',
      text: `${both}. ${asked.name} is called at ${inSeconds(asked.from)}, and ${due.name} only at ${inSeconds(due.from)}, when that has ended: make these calls the other way round.`,
    };
  }
  if (afterEarly && !after.opens && !isOneLane) {
    return {
      id: 'not-awaited',
      text: `${both}. ${after.actual.lane} did not wait for ${before.actual.lane}: an \`await\` or a \`return\` is missing.`,
    };
  }
  if (beforeLate && !before.opens) return undefined;
  if (areSteps && before.opens && after.opens && asked.from === due.from) {
    return {
      id: 'wrong-order',
      text: `${both}. ${asked.name} is called before ${due.name}: in which order are the two calls made, and which result goes where?`,
    };
  }
  return {
    id: 'wrong-order',
    text: `${both}. In which order are they put in line, and from which end are they taken?`,
  };
}

/** Whether what both lanes tell of had ended before either of them came, or two values were there to choose from. */
function wereThere({ given, answers }: Evidence, before: Match, after: Match): boolean {
  const ended = [before, after].map(({ actual }) => given.find((call) => laneOf(call) === actual.lane));
  const { at } = after.actual;
  if (ended.every((call) => call && call.outcome.kind !== 'pending' && lastSign(call) < at)) return true;
  const steps = answers.filter(({ name, from }) => name.endsWith('.next') && from < at);
  const isToCome = ({ outcome }: Call) =>
    outcome.kind === 'fulfilled' &&
    !steps.some(
      (step) => step.outcome.kind === 'fulfilled' && isDeepStrictEqual(step.outcome.value, outcome.value),
    );
  const there = given.filter((call) => call.name.endsWith('.next') && lastSign(call) <= at && isToCome(call));
  return there.length > 1;
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
  if (missing.length > 0 || extra.length > 0 || !first || !isSame) return undefined;
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
  if (waiting.from >= newcomer.from) return undefined;
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
