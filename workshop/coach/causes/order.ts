import { isDeepStrictEqual } from 'node:util';
import { inSeconds, inWords } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { differingLists, isRecord, type Evidence, type Match } from '../evidence.ts';
import { list } from '../naming.ts';

// Results and lines: all there, once each, in the right order.

const isPromise = (value: unknown) => isRecord(value) && typeof value['then'] === 'function';

/** Results are there, but not at their places; or not all; or some twice. */
export function results({ run, expected, matches }: Evidence): Diagnosis | undefined {
  if (run.outcome.kind !== 'finished' || !('returns' in expected)) return undefined;
  const { value } = run.outcome;
  const pairs = differingLists(expected.returns, value);
  if (isPromise(value) || pairs.some(({ actual }) => actual.some(isPromise))) {
    return {
      id: 'not-awaited',
      text: 'It returns promises where their results were meant: `await` them first.',
    };
  }
  for (const { expected: wanted, actual } of pairs) {
    const missing = without(wanted, actual);
    const extra = without(actual, wanted);
    if (missing.length === 0 && extra.length === 0) {
      // Where the work itself began in another order, that is the cause, and `order` names it.
      if (firstSwap(matches)?.every(({ opens }) => opens)) return undefined;
      return {
        id: 'lost-result-order',
        text:
          `All results are there, but in the order ${inWords(actual)} instead of ${inWords(wanted)}. \`push\`, ` +
          'called when each is done, keeps the order in which the work finished. For the order of the arguments, ' +
          'remember the place of each when it starts, and put its result there: `results[place] = result`.',
      };
    }
    if (extra.length === 0) return lost(missing.map(inWords));
    if (missing.length === 0 && extra.every((each) => wanted.some((one) => isDeepStrictEqual(one, each)))) {
      return twice(extra.map(inWords));
    }
  }
  return undefined;
}

function lost(items: string[]): Diagnosis {
  return {
    id: 'lost-item',
    text:
      `${list([...new Set(items)])} got lost on the way. Follow one through the code: what holds it after each \`await\`, ` +
      'and what becomes of it when that is cancelled, fails, or is not what was waited for?',
  };
}

function twice(items: string[]): Diagnosis {
  return {
    id: 'duplicate-item',
    text:
      `${list([...new Set(items)])} came more than once. Take an item out in the same step in which you look at it: ` +
      'an `await` between the look and the take lets other work take it too.',
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

/** The same for what was printed: lines that are not there, or twice. */
export function items({ run, expected, lines, missing, extra }: Evidence): Diagnosis | undefined {
  // A failure that should not be cuts a run short: what is missing then is no lost item.
  if (!lines || (run.outcome.kind === 'failed' && !('fails' in expected))) return undefined;
  const say = ({ lane, text }: { lane: string; text: string }) => `"${lane}: ${text}"`;
  const repeated = extra.filter((line) =>
    lines.some(({ lane, text }) => lane === line.lane && text === line.text),
  );
  if (missing.length === 0 && extra.length > 0 && repeated.length === extra.length)
    return twice(extra.map(say));
  if (missing.length > 0 && extra.length === 0) return lost(missing.map(say));
  return undefined;
}

/** The right lines in another order: begun too early, gone on too early, or swapped. */
export function order({ matches }: Evidence): Diagnosis | undefined {
  const pair = firstSwap(matches);
  if (!pair) return undefined;
  const [before, after] = pair;
  const afterEarly = after.actual.at < after.expected.at;
  const beforeLate = before.actual.at > before.expected.at;
  const say = ({ actual }: Match) => `"${actual.lane}: ${actual.text}"`;
  const both = `${say(after)} comes before ${say(before)}; it should be the other way round`;
  if (after.opens && !before.opens && !beforeLate) {
    return {
      id: 'eager-start',
      text:
        `${both}. ${after.actual.lane} starts too early. A call of an async function runs immediately, up to its first ` +
        '`await`. To start work later, pass a function, and call it only when it is its turn.',
    };
  }
  if (afterEarly && !after.opens) {
    return {
      id: 'not-awaited',
      text: `${both}. ${after.actual.lane} did not wait for ${before.actual.lane}: an \`await\` or a \`return\` is missing.`,
    };
  }
  return {
    id: 'wrong-order',
    text: `${both}. First come, first served: add at one end of a list, take from the other.`,
  };
}

/** The first two lines that have changed places. */
function firstSwap(matches: Match[]): [Match, Match] | undefined {
  const actual = [...matches].sort((a, b) => a.actualPlace - b.actualPlace);
  const place = actual.findIndex((match, i) => match !== matches[i]);
  const early = actual[place];
  const late = matches[place];
  return early && late ? [late, early] : undefined;
}

/** The right lines in the right order, at other times. */
export function times({ run, expected, matches, missing, extra }: Evidence): Diagnosis | undefined {
  if (run.outcome.kind !== 'finished' && run.outcome.kind !== 'failed') return undefined;
  if (missing.length > 0 || extra.length > 0) return undefined;
  const shifted = matches.find((match) => match.actual.at !== match.expected.at);
  const isTime = expected.takes ?? run.elapsed;
  const by = shifted ? shifted.actual.at - shifted.expected.at : run.elapsed - isTime;
  if (by === 0) return undefined;
  const what = shifted ? `"${shifted.actual.lane}: ${shifted.actual.text}"` : 'the end';
  const much = inSeconds(Math.abs(by));
  return by > 0
    ? {
        id: 'too-late',
        text: `From ${what} on it is ${much} late. What does it wait for there that it need not?`,
      }
    : {
        id: 'too-early',
        text: `From ${what} on it is ${much} early. What should it wait for there, and does not?`,
      };
}
