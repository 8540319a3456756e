import { inSeconds } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { atOnce, mostAtOnce, overlap, same, type Evidence, type Span } from '../evidence.ts';
import { lanes } from '../naming.ts';

// How many run at the same time: too few, too many, one after the other.

/** Work that should run together, and each piece of it begins when the one before has ended. */
export function sequential(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, work, expectedWork } = evidence;
  const pairs = expectedWork.flatMap((a, i) =>
    expectedWork
      .slice(i + 1)
      .filter((b) => overlap(a, b))
      .map((b) => [a, b]),
  );
  const now = pairs.flatMap(([a, b]) => {
    const one = same(a!, work);
    const other = same(b!, work);
    return one && other ? [[one, other] as const] : [];
  });
  const apart = now.filter(([a, b]) => !overlap(a, b) && Math.abs(a.from - b.from) > 0);
  const limited = isLimited(expectedWork) && mostAtOnce(work) > 1;
  const late = apart.some(([a, b]) => {
    const [first, second] = a.from < b.from ? [a, b] : [b, a];
    return second.from >= first.to && second.from > (same(second, expectedWork)?.from ?? 0);
  });
  if (late && !limited && apart.length > 0) {
    const one = work.filter((span) => apart.some((pair) => pair.includes(span)));
    return say(one, evidence);
  }
  // The claim gives no transcript, or the run is too broken to compare: the sum alone may tell.
  const elapsed = run.elapsed;
  if (expected.takes === undefined || elapsed <= expected.takes || expectedWork.length > 0) return undefined;
  const chain = work.length > 1 && mostAtOnce(work) === 1;
  const needed = work.reduce((sum, { from, to }) => sum + to - from, 0);
  if (chain && needed > expected.takes) return say(work, evidence);
  const inARow = sumInsteadOfMax(expected.sum ?? '');
  if (inARow > 0 && elapsed === expected.takes + inARow && mostAtOnce(work) <= 1) return say(work, evidence);
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

/** Whether this work runs a few at a time: some of it begins only when other work has ended. */
function isLimited(work: Span[]): boolean {
  const most = mostAtOnce(work);
  return (
    most > 1 &&
    work.length > most &&
    work.some((span) => span.from > 0 && work.some(({ to }) => to === span.from))
  );
}

/** More at the same time than was asked for; and where one at a time was asked for, work that did not wait for its turn. */
export function overLimit({ work, expectedWork }: Evidence): Diagnosis | undefined {
  const most = mostAtOnce(work);
  const allowed = mostAtOnce(expectedWork);
  if (allowed < 1 || most <= allowed) return undefined;
  const at = work.find(({ from }) => atOnce(work, from) > allowed)!.from;
  const who = work.filter((span) => span.from <= at && span.to > at);
  if (allowed === 1) {
    return {
      id: 'eager-start',
      text:
        `At ${inSeconds(at)} ${most} pieces of work run at the same time (${lanes(who)}), where each should wait for ` +
        'the one before. A call starts its work immediately: make the next call only after you have awaited the last.',
    };
  }
  return {
    id: 'over-limit',
    text:
      `At ${inSeconds(at)} ${atOnce(work, at)} pieces of work run at the same time (${lanes(who)}); ${allowed} are allowed. ` +
      'Count who runs: up by one right before the work starts, down when it has really ended, and look at the count ' +
      'before each start. After a wait, look again: other work may have taken the place.',
  };
}

/** Places stay empty while work waits: batches, or a place not given back. */
export function underUsed(evidence: Evidence): Diagnosis | undefined {
  const { work, expectedWork, run } = evidence;
  if (!isLimited(expectedWork)) return undefined;
  const allowed = mostAtOnce(expectedWork);
  const late = expectedWork
    .map((span) => ({ span, now: same(span, work) }))
    .filter(({ span, now }) => now && now.from > span.from);
  const first = late.sort((a, b) => a.now!.from - b.now!.from)[0];
  if (!first?.now) return undefined;
  const since = Math.min(first.span.from, ...work.map(({ to }) => to).filter((to) => to >= first.span.from));
  const running = atOnce(work, since);
  if (running >= allowed) return undefined;
  const failure = run.lines.find(
    ({ at, text }) => at <= since && /\b(fail|broke|threw|error|crash)/i.test(text),
  );
  if (
    failure &&
    failure.at <= first.span.from &&
    mostAtOnce(work.filter(({ from }) => from > failure.at)) < allowed
  ) {
    return {
      id: 'slot-leak',
      text:
        `${failure.lane} failed at ${inSeconds(failure.at)}, and from then on fewer than ${allowed} run at the same time: ` +
        'its place was not given back. Give it back in a `finally`, which runs on success and on failure.',
    };
  }
  const still = work.filter((span) => span.from <= since && span.to > since);
  return {
    id: 'under-used',
    text:
      `From ${inSeconds(since)} on ${running} of ${allowed} places ${running === 1 ? 'is' : 'are'} in use` +
      `${still.length > 0 ? ` (${lanes(still)})` : ''}, yet ${first.now.lane} starts only at ` +
      `${inSeconds(first.now.from)}; it could start at ${inSeconds(first.span.from)}. Do not wait for a whole batch: ` +
      'whenever one piece of work ends, start the next.',
  };
}
