import { types } from 'node:util';
import { inSeconds } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { isPromise, mostAtOnce, overlap, same, type Evidence, type Span } from '../evidence.ts';
import { lanes } from '../naming.ts';

// What runs at the same time and should not, or should and does not.

/** Work that should run together, and each piece of it begins when the one before has ended. */
export function sequential(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, work, expectedWork } = evidence;
  // Work that is shorter than it should be was not waited for, which is another matter. Where places are limited, how long
  // a piece takes may depend on the others.
  const shortest = ({ from, to }: Span) => (expected.limit === undefined ? to - from : 1);
  const whole = expectedWork.flatMap((wanted) => {
    const now = same(wanted, work, expectedWork);
    return now && now.to - now.from >= shortest(wanted) ? [{ wanted, now }] : [];
  });
  type Piece = (typeof whole)[number];
  const areApart = (a: Piece, b: Piece) => overlap(a.wanted, b.wanted) && !overlap(a.now, b.now);
  const apart = whole.filter((piece) => whole.some((other) => areApart(piece, other)));
  const late = apart.some(({ wanted, now }) => now.from > wanted.from);
  const limited = expected.limit !== undefined && mostAtOnce(work) > 1;
  const lazy = evidence.answers.find(({ returned }) => isPromise(returned) && !types.isPromise(returned));
  if (late && lazy && evidence.given.some(({ by }) => !by)) {
    return {
      id: 'too-late',
      text: `${lazy.name} returns something with a \`then\` of its own, which begins the work only when somebody awaits it: the second begins when the first has been awaited. Begin it before you return, without waiting to be asked.`,
    };
  }
  if (late && !limited)
    return say(
      work.filter((span) => apart.some(({ now }) => now === span)),
      evidence,
    );
  // The claim gives no transcript, or the run is too broken to compare: the sum alone may tell.
  if (expected.takes === undefined || expectedWork.length > 0) return undefined;
  // One lane alone is work that was called again, which is another matter.
  const chain = new Set(work.map(({ lane }) => lane)).size > 1 && mostAtOnce(work) === 1;
  const needed = work.reduce((sum, { from, to }) => sum + to - from, 0);
  if (chain && needed > expected.takes) return say(work, evidence);
  const inARow = sumInsteadOfMax(expected.sum ?? '');
  if (inARow > 0 && run.elapsed === expected.takes + inARow && mostAtOnce(work) <= 1)
    return say(work, evidence);
  return undefined;
}

function say(work: Span[], { run, expected }: Evidence): Diagnosis {
  const parts = work.map(({ from, to }) => ((to - from) / 1000).toFixed(1));
  const longest = Math.max(0, ...work.map(({ from, to }) => to - from));
  const whole = work.reduce((sum, { from, to }) => sum + to - from, 0);
  const sum =
    work.length > 1
      ? ` They take ${inSeconds(whole)} = ${shorten(parts, ' + ')}, one after the other; at the same time it would be ` +
        `max(${shorten(parts, ', ')}) = ${inSeconds(longest)}.`
      : ` It took ${inSeconds(run.elapsed)}, not ${inSeconds(expected.takes ?? 0)}.`;
  // Some of it may have run together: then a sum of all of it would be a time that nothing took.
  if (mostAtOnce(work) > 1) {
    const from = Math.min(...work.map((span) => span.from));
    const took = Math.max(...work.map(({ to }) => to)) - from;
    return {
      id: 'sequential',
      text:
        `Not all of ${lanes(work)} run at the same time: some start only when another is done. Together they take ` +
        `${inSeconds(took)}; at the same time it would be max(${shorten(parts, ', ')}) = ${inSeconds(longest)}.\n` +
        'An `await` before the next call makes the next call wait. Make all the calls first, then wait for all of them.',
    };
  }
  return {
    id: 'sequential',
    text:
      `${work.length > 1 ? `${lanes(work)} run` : 'The work runs'} one after the other: each starts when the one before ` +
      `is done.${sum}\nAn \`await\` before the next call (also inside a loop) makes the next call wait. Make all the ` +
      'calls first, then wait for all of them.',
  };
}

function shorten(parts: string[], glue: string): string {
  return parts.length > 8 ? [...parts.slice(0, 7), '…'].join(glue) : parts.join(glue);
}

/** How much longer a sum takes when each of its `max(…)` is a sum instead; 0 when it has none. */
export function sumInsteadOfMax(sum: string): number {
  let more = 0;
  for (const [, inside] of sum.matchAll(/max\(([^()]*)\)/g)) {
    const times = (inside ?? '').match(/\d+(\.\d+)?/g)?.map(Number) ?? [];
    more += times.reduce((a, b) => a + b, 0) - Math.max(0, ...times);
  }
  return Math.round(more * 1000);
}

/** Work that began while that was still under way which it has to wait for. */
export function eagerStart({ work, expectedWork, expected }: Evidence): Diagnosis | undefined {
  if (expected.limit !== undefined) return undefined;
  for (const later of expectedWork) {
    const now = same(later, work, expectedWork);
    if (!now) continue;
    const first = expectedWork.find((span) => span.to <= later.from && span.to > now.from);
    const running = first && same(first, work, expectedWork);
    if (!first || !running || running.from > now.from || running.from !== first.from) continue;
    return {
      id: 'eager-start',
      text:
        `${now.lane} starts at ${inSeconds(now.from)}, while ${first.lane} is still at work until ${inSeconds(first.to)}; it ` +
        `should start at ${inSeconds(later.from)}. A call starts its work immediately: make it only after you have awaited ` +
        'what comes before.',
    };
  }
  return undefined;
}

/** It looks again and again whether there is something to do. */
export function polling({ own, given, run, expected, matches }: Evidence): Diagnosis | undefined {
  const isLate =
    matches.some((match) => match.actual.at > match.expected.at) ||
    run.elapsed > (expected.takes ?? Infinity);
  if (!isLate) return undefined;
  const moments = new Set([...run.lines.map(({ at }) => at), ...given.map(({ from }) => from)]);
  for (const { timers } of own) {
    let count = 0;
    for (const [i, timer] of timers.entries()) {
      const before = timers.slice(0, i).find(({ over }) => over?.how === 'fired' && over.at === timer.from);
      const isAgain =
        before && before.due - before.from === timer.due - timer.from && !moments.has(timer.from);
      count = isAgain ? count + 1 : 0;
      const end = timer.over?.at;
      if (count < 2 || end === undefined || ![...moments].some((at) => at >= end)) continue;
      const every = inSeconds(timer.due - timer.from);
      return {
        id: 'polling',
        text:
          `It looks again every ${every} whether there is something to do, and so it comes up to ${every} late. Let the one who ` +
          'waits leave its `resolve` in a list, and let the one who has something call it: then it goes on at that moment.',
      };
    }
  }
  return undefined;
}
