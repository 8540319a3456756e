import { isDeepStrictEqual } from 'node:util';
import { inSeconds } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { differsIn, isRecord, mostAtOnce, type Evidence } from '../evidence.ts';
import { lanes, list, withEnds } from '../naming.ts';

// What a run leaves behind, or leaves undone.

/** It ends, or goes on, while its work is still under way. */
export function notAwaited(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, expectedWork, missing, lines } = evidence;
  if (run.outcome.kind !== 'finished') return undefined;
  const end = expected.takes ?? lines?.at(-1)?.at;
  if (end === undefined || run.elapsed >= end) return undefined;
  const left = run.leaks.filter((leak) => !expected.leaves?.includes(leak));
  const undone = expectedWork.filter((span) => span.to > run.elapsed && missing.includes(span.lines.at(-1)!));
  if (left.length === 0 && undone.length === 0) return undefined;
  const begun = run.lines.some(({ lane }) => undone.some((span) => span.lane === lane));
  if (left.length === 0 && !begun) return undefined;
  const who = undone.length > 0 ? `${withEnds(undone)} still at work` : `this still running: ${list(left)}`;
  return {
    id: 'not-awaited',
    text:
      `It ends at ${inSeconds(run.elapsed)} with ${who}. Nothing waits for that work: its promise is not awaited, not ` +
      'returned, or given to something that does not wait, such as `forEach`. Keep the promises, and await them all.',
  };
}

/** An answer that does not ask its collaborators at all. */
export function hardCoded({ run, lines, expected }: Evidence): Diagnosis | undefined {
  const given = run.outcome.kind === 'finished' ? run.outcome.value : undefined;
  if (!lines || lines.length === 0 || run.lines.length > 0 || run.elapsed > 0 || given === undefined)
    return undefined;
  if (!isDeepStrictEqual(given, expected.returns)) return undefined;
  return {
    id: 'hard-coded',
    text: 'The result is right, but it does not come from the arguments: call the functions that were passed in.',
  };
}

/** Nothing happens at all, or it ends in good order before some of the work was begun. */
export function unfinished(evidence: Evidence): Diagnosis | undefined {
  const { run, lines, expected, expectedWork, work, matches, missing, extra } = evidence;
  if (run.outcome.kind !== 'finished' || run.leaks.length > 0) return undefined;
  const asked = (lines?.length ?? 0) > 0 || (expected.takes ?? 0) > 0;
  if (asked && run.lines.length === 0 && run.elapsed === 0) {
    return {
      id: 'unfinished',
      text: 'Nothing happens yet: the work is never started. Is the function written to its end?',
    };
  }
  const never = expectedWork.filter((span) => missing.includes(span.lines[0]!));
  const others = [...missing, ...extra].some(
    ({ lane }) => lane !== 'main' && !never.some((span) => span.lane === lane),
  );
  // Up to there all is well: no two at the same time, of which one could have lost the work of the other.
  const inTime = matches.every(
    ({ actual, expected: wanted }) => actual.lane === 'main' || actual.at === wanted.at,
  );
  if (never.length === 0 || others || !inTime || mostAtOnce(work) > 1 || 'fails' in expected)
    return undefined;
  const last = work.at(-1);
  if (!last && run.lines.length > 0) return undefined;
  const what = last
    ? `it ends with ${last.lane}. Does its loop go round for all of them, with no \`return\` or \`break\` on the way?`
    : 'it is never called. Is the function written to its end?';
  return { id: 'unfinished', text: `${lanes(never)} never started: ${what}` };
}

/** Timers or tasks that are no longer needed. */
export function leftovers(evidence: Evidence): Diagnosis | undefined {
  const { run, expected } = evidence;
  if (!differsIn(evidence, 'leaves')) return undefined;
  const left = run.leaks.filter((leak) => !expected.leaves?.includes(leak));
  const timers = left.filter((leak) => /^set(Timeout|Interval|Immediate)/.test(leak));
  if (timers.length === left.length) {
    return {
      id: 'leaked-timer',
      text:
        `${list(timers)} is still armed when everything is done: it keeps a Node program alive until it fires. Clear it ` +
        'in a `finally`, which runs on success and on failure: `clearTimeout(timer)`.',
    };
  }
  return {
    id: 'siblings-left-running',
    text: `${list(left)} still run when the function has ended. Cancel what is no longer needed, and wait until it has stopped.`,
  };
}

/** More listeners afterwards than before, where a claim counts them. */
export function leakedListener({ run, expected, found, extra, missing }: Evidence): Diagnosis | undefined {
  const given = run.outcome.kind === 'finished' ? run.outcome.value : undefined;
  const counted =
    isRecord(given) && isRecord(expected.returns)
      ? Object.keys(expected.returns).filter((name) => /listener/i.test(name))
      : [];
  const wanted = expected.returns as Record<string, unknown>;
  const more =
    counted.some((name) => (given as Record<string, unknown>)[name] !== wanted[name]) ||
    (extra.some(({ text, lane }) => /listener/i.test(lane + text)) &&
      missing.some(({ text, lane }) => /listener/i.test(lane + text)));
  if (found.length === 0 || !more) return undefined;
  return {
    id: 'leaked-listener',
    text:
      'A listener stays on the signal when the work is done: on a signal that lives long they pile up. Remove it in ' +
      'a `finally` (`signal.removeEventListener`), on every path; `{ once: true }` alone does so only if it aborts.',
  };
}
