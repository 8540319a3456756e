import { inSeconds, inWords } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { differsIn, isRecord, type Evidence } from '../evidence.ts';
import { lanes, list, withEnds } from '../naming.ts';

// What became of a failure or of a cancellation.

const isAbort = (error: unknown) => isRecord(error) && error['name'] === 'AbortError';

/** A failure, or a request to stop, that should come out and does not. */
export function swallowed(evidence: Evidence): Diagnosis | undefined {
  const { run, expected } = evidence;
  const { outcome } = run;
  if (outcome.kind !== 'finished' || !('fails' in expected)) return undefined;
  // Nothing was thrown that could be swallowed: the work never heard that it should stop.
  const unheard = evidence.missing.find(({ text }) => /\basked to stop/i.test(text));
  const instead = evidence.extra.find(({ lane }) => lane === unheard?.lane);
  if (unheard && instead) {
    return {
      id: 'swallowed-cancellation',
      text:
        `${unheard.lane} should be asked to stop at ${inSeconds(unheard.at)}. It never is, and runs on to ` +
        `"${instead.text}" at ${inSeconds(instead.at)}. Is the signal it is given the one that aborts, and is the ` +
        'timer that aborts it still armed? In a `try`, `return work()` runs the `finally` immediately; `return await ' +
        'work()` runs it afterwards.',
    };
  }
  if (isAbort(expected.fails)) return swallowedCancellation(`it returned ${inWords(outcome.value)}`);
  return {
    id: 'swallowed-error',
    text:
      `${inWords(expected.fails)} was thrown, and the caller never hears of it: it got ${inWords(outcome.value)}. ` +
      'A `catch` that does not rethrow turns a failure into a success. Rethrow the error, or do not catch it.',
  };
}

export function swallowedCancellation(what: string): Diagnosis {
  return {
    id: 'swallowed-cancellation',
    text:
      `It was asked to stop, but ${what}. A cancellation arrives as an error: a \`catch\` that is meant for other ` +
      'errors catches it too. Check `signal.aborted`, and rethrow its reason: `signal.throwIfAborted()`.',
  };
}

/** The failure that comes out is not the one that happened. */
export function wrongError(evidence: Evidence): Diagnosis | undefined {
  const { expected } = evidence;
  const { outcome } = evidence.run;
  if (outcome.kind !== 'failed' || !differsIn(evidence, 'fails')) return undefined;
  const given = outcome.error;
  let why = 'Pass on the error that was thrown, the same object: the caller may want to look at it.';
  if (given instanceof AggregateError && !isRecord(expected.fails))
    why = 'Take the failure out of the AggregateError.';
  else if (given instanceof AggregateError) why = 'Look at what is in its `errors`, and in which order.';
  else if (given instanceof TypeError)
    why = 'This one comes from the code itself, before or instead of the real one.';
  else if (isRecord(given) && given['cause'] !== undefined)
    why = 'Wrapping hides it. Pass on the error itself.';
  return {
    id: 'wrong-error',
    text: `The caller gets ${inWords(given)} instead of ${inWords(expected.fails)}. ${why}`,
  };
}

/** The right failure, later than it could be known. */
export function failsLate(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, work } = evidence;
  if (!('fails' in expected) || run.outcome.kind !== 'failed' || differsIn(evidence, 'fails'))
    return undefined;
  if (expected.takes === undefined || run.elapsed <= expected.takes) return undefined;
  const others = work.filter(({ to }) => to > expected.takes! && to <= run.elapsed);
  const waited = others.length > 0 ? `, after waiting for ${withEnds(others)}` : '';
  return {
    id: 'fails-late',
    text:
      `The failure is known at ${inSeconds(expected.takes)}, but it comes out at ${inSeconds(run.elapsed)}${waited}. ` +
      'Awaiting one after the other, or `Promise.allSettled`, looks at a failure only when its turn comes. Wait for ' +
      'all of them in one place that rejects with the first: `Promise.all`, or your own `reject`.',
  };
}

const stops = /\b(cancel|stop|clean|clos|abort|roll|return)/i;
const cancels = /\b(cancel|abort|ask|clos|time|break|enough|stop)/i;

/** Work that should have stopped when another failed or when it was cancelled, and did not. */
export function runsOn({ run, lines, extra, missing, work, expectedWork }: Evidence): Diagnosis | undefined {
  if (!lines) return undefined;
  const unstopped = missing.filter(({ text }) => stops.test(text));
  const begun = new Set(lines.map(({ lane }) => lane));
  const onwards = extra.filter(({ lane }) => begun.has(lane));
  const failure = run.lines.find(({ text }) => /\b(fail|broke|threw|error|sold out|reject)/i.test(text));
  const since = failure?.at ?? lines.find(({ text }) => cancels.test(text))?.at;
  if (since === undefined) return undefined;
  const late = onwards.filter(({ at }) => at >= since);
  const siblings = late.filter(({ lane }) => lane !== failure?.lane && lane !== 'main');
  // Work that began after the failure is another matter: it did not have to be stopped, only not to be started.
  const started = work.filter(
    ({ from, lane, lines: own }) =>
      from >= since &&
      own[0] !== failure &&
      !expectedWork.some((span) => span.lane === lane && span.from === from),
  );
  const newcomers = extra.filter(({ lane, at }) => at >= since && !begun.has(lane));
  const saidStop = siblings.filter(({ lane, at }) =>
    run.lines.some(
      (line) => line.lane === lane && line.at <= at && line.at >= since && stops.test(line.text),
    ),
  );
  if (saidStop.length > 0) return swallowedCancellation(`${lanes(saidStop)} went on anyway`);
  if (failure && siblings.length > 0 && (unstopped.length > 0 || started.length === 0)) {
    return {
      id: 'siblings-left-running',
      text:
        `${failure.lane} failed at ${inSeconds(failure.at)}, and ${list([...new Set(siblings.map(({ lane }) => lane))])} ` +
        `went on ("${siblings[0]!.text}" at ${inSeconds(siblings[0]!.at)}) for a result that is no longer wanted. ` +
        'A rejected promise does not stop other work. Cancel the others, and wait until they have cleaned up.',
    };
  }
  const [next] = [...newcomers, ...late];
  if (!next) return undefined;
  if (!failure && unstopped.length > 0) return swallowedCancellation(`${next.lane} went on ("${next.text}")`);
  return {
    id: 'keeps-going',
    text:
      `By ${inSeconds(since)} it was over, yet at ${inSeconds(next.at)} there is "${next.lane}: ${next.text}". Leave ` +
      'the loop immediately, with `return`, `break` or `throw`, before it begins the next one.',
  };
}

/** A failure that should have been caught comes out, and no other cause explains it. */
export function escaped({ run, expected }: Evidence): Diagnosis | undefined {
  const { outcome } = run;
  if (outcome.kind !== 'failed' || 'fails' in expected || run.unhandled.length > 0) return undefined;
  if (outcome.error instanceof TypeError || outcome.error instanceof ReferenceError) return undefined;
  if (!run.lines.some(({ at, text }) => at === run.elapsed && /\bfail/i.test(text))) return undefined;
  return {
    id: 'not-awaited',
    text:
      `${inWords(outcome.error)} comes out at ${inSeconds(run.elapsed)}, though it should have been caught. A \`try\` ` +
      'catches only what is awaited inside it: `return work()` leaves before the work has failed, `return await ' +
      'work()` waits for it.',
  };
}
