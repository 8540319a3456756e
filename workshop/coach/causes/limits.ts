import { rootOf, type Call } from '../call.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { atOnce, laneOf, lastSign, mostAtOnce, same, type Evidence } from '../evidence.ts';
import { inSeconds } from '../expectation.ts';
import { lanes } from '../naming.ts';

// Where only so many may be at work: more than that, or fewer than could be.

/** More at the same time than a limit allows. */
export function overLimit(evidence: Evidence): Diagnosis | undefined {
  const {
    work,
    expected: { limit },
    run,
    own,
  } = evidence;
  if (limit === 1 && mostAtOnce(work) <= 1) return betweenAttempts(evidence);
  if (limit === undefined || mostAtOnce(work) <= limit) return undefined;
  const at = work.find(({ from }) => atOnce(work, from) > limit)!.from;
  const who = work.filter((span) => span.from <= at && span.to > at);
  const inLine = run.tasks.filter(({ waits }) =>
    waits.some(({ kind, from, to = Infinity }) => kind === 'slot' && from <= at && to > at),
  );
  if (inLine.length > 0 && own.length > 0) {
    return {
      id: 'eager-start',
      text:
        `At ${inSeconds(at)} ${atOnce(work, at)} pieces of work run at the same time (${lanes(who)}), though not all of them have a slot: ` +
        'their work has been begun before it was handed to the executor. Hand over a function that makes ' +
        'the call: the executor calls it when it has a slot.',
    };
  }
  const each = evidence.answers.map((call) => spansOf(call, evidence));
  if (limit > 1 && each.length > 1 && each.every((own) => own <= limit) && each.includes(limit)) {
    return {
      id: 'over-limit',
      text: `At ${inSeconds(at)} ${atOnce(work, at)} pieces of work run at the same time (${lanes(who)}); ${limit} are allowed. Each call of ${evidence.answers[0]!.name} keeps to that by itself, and together they do not: what hands out the places has to be one for all of them.`,
    };
  }
  return {
    id: 'over-limit',
    text:
      `At ${inSeconds(at)} ${atOnce(work, at)} pieces of work run at the same time (${lanes(who)}); ${limit} are allowed. ` +
      'Count who runs: up by one right before the work starts, down when it has really ended, which an `await` before the ' +
      '`finally` waits for. Look at the count before each start, also after a wait for a place; is that wait awaited?',
  };
}

/** How many pieces of work of one call of the answer run at the same time, at the most. */
function spansOf(call: Call, { given, work }: Evidence): number {
  const own = given.filter((each) => rootOf(each) === call).map(laneOf);
  return mostAtOnce(work.filter(({ lane }) => own.includes(lane)));
}

/** One call at a time, and another begins while the first pauses between two of its attempts. */
function betweenAttempts({ given, failures, matches }: Evidence): Diagnosis | undefined {
  for (const { call, at, lane } of failures) {
    const again = given.find((each) => each.by === call.by && each.from > at && laneOf(each) === lane);
    const other = given.find(
      (each) => again && each.by !== call.by && each.from >= at && each.from < again.from,
    );
    const isEarly = matches.some(
      ({ actual, expected }) => other?.lines.includes(actual) && actual.at < expected.at,
    );
    if (!again || !other || !isEarly) continue;
    return {
      id: 'over-limit',
      text: `${lane} failed at ${inSeconds(at)} and is begun again at ${inSeconds(again.from)}; ${laneOf(other)} is begun between, at ${inSeconds(other.from)}. A call keeps its place until it has ended, with all its attempts and pauses: give the place back after the last of them.`,
    };
  }
  return undefined;
}

/** Places stay empty while work waits: batches, or looking again only from time to time. */
export function underUsed({
  work,
  expectedWork,
  expected: { limit },
  given,
  extra,
}: Evidence): Diagnosis | undefined {
  if (limit === undefined) return undefined;
  // Work that should not be there takes the places.
  if (given.some(({ lines: [line] }) => line && extra.includes(line))) return undefined;
  const pairs = expectedWork.map((span) => ({ span, now: same(span, work, expectedWork) }));
  // Where the first of all is late already, the places are not the matter.
  const [begin] = pairs;
  if (begin?.now && begin.now.from > begin.span.from) return undefined;
  const late = pairs.filter(({ span, now }) => now && now.from > span.from);
  const first = late.sort((a, b) => a.now!.from - b.now!.from)[0];
  if (!first?.now) return undefined;
  const since = first.span.from;
  const running = atOnce(work, since);
  if (running >= limit) return undefined;
  const still = work.filter((span) => span.from <= since && span.to > since);
  const source = given.find(
    (call) => call.name.endsWith('.next') && call.from >= since && lastSign(call) === first.now!.from,
  );
  const why = source
    ? `${source.name} is called only at ${inSeconds(source.from)}, and takes until then: ask for what comes next while others are at work.`
    : 'Do not wait for a whole batch: whenever one piece of work ends, start the next.';
  return {
    id: 'under-used',
    text:
      `From ${inSeconds(since)} on ${running} of ${limit} places ${running === 1 ? 'is' : 'are'} in use` +
      `${still.length > 0 ? ` (${lanes(still)})` : ''}, yet ${first.now.lane} starts only at ` +
      `${inSeconds(first.now.from)}; it could start at ${inSeconds(since)}. ${why}`,
  };
}
