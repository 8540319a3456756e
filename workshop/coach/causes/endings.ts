import { inSeconds } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { lastSign, mostAtOnce, type Evidence } from '../evidence.ts';
import { lanes, list, total } from '../naming.ts';

// How a run came to its end, or did not.

/** Synchronous work where a wait was meant: a loop that looks at the clock, or `block` in a lane that should sleep. */
export function blockedEventLoop({ run, answers, lines }: Evidence): Diagnosis | undefined {
  const text =
    'JavaScript has one thread: while synchronous work runs, no timer fires and nothing else gets a turn. ' +
    'Wait with `await sleep(ms)`, which yields the thread.';
  if (run.outcome.kind === 'runaway' && run.outcome.reason.includes('looked at the clock')) {
    return { id: 'blocked-event-loop', text: `A loop looks at the clock again and again. ${text}` };
  }
  // Only the answer's own code counts: what it was given may keep the thread on purpose.
  const said = new Set(answers.flatMap((call) => call.lines.map(({ lane }) => lane)));
  const blocked = run.busy.filter(({ lane, from, to }) => to > from && said.has(lane) && answers.length > 0);
  if (blocked.length === 0 || lines?.some(({ lane }) => said.has(lane))) return undefined;
  return {
    id: 'blocked-event-loop',
    text: `${lanes(blocked)} keeps the thread for ${inSeconds(total(blocked))}. ${text}`,
  };
}

export function runaway({ run }: Evidence): Diagnosis | undefined {
  if (run.outcome.kind !== 'runaway') return undefined;
  return {
    id: 'runaway',
    text:
      'Something runs forever. A loop or a timer that repeats needs an end: a `break`, a `return`, a ' +
      '`clearInterval`, or a look at `signal.aborted`.',
  };
}

/** A place was taken and not given back: from a failure on fewer run than may, or nothing runs at all. */
export function slotLeak(evidence: Evidence): Diagnosis | undefined {
  const { run, failures, expected, work, expectedWork } = evidence;
  const never = evidence.never.filter((lane) => lane !== 'main');
  const [failure] = failures;
  const { limit } = expected;
  if (!failure || limit === undefined) return undefined;
  const after = work.filter(({ from }) => from > failure.at);
  const most = mostAtOnce(work.filter(({ to }) => to > failure.at));
  const wanted = mostAtOnce(expectedWork.filter(({ to }) => to > failure.at));
  const stuck = run.outcome.kind === 'deadlocked' && never.length > 0;
  if (!stuck && (most >= wanted || after.length === 0)) return undefined;
  const what = stuck ? `${list(never)} never started` : `from then on ${most} of ${wanted} places are in use`;
  return {
    id: 'slot-leak',
    text:
      `${failure.lane} failed at ${inSeconds(failure.at)}, and ${what}: the place of the work ` +
      'that failed was not given back. Give it back in a `finally`, which runs on success and on failure.',
  };
}

export function deadlock({ run, given }: Evidence): Diagnosis | undefined {
  if (run.outcome.kind !== 'deadlocked') return undefined;
  const last = given.filter(({ outcome }) => outcome.kind !== 'pending').at(-1);
  const since = last
    ? ` The last thing that ended was ${last.lines[0]?.lane ?? last.name}, at ${inSeconds(lastSign(last))}.`
    : '';
  return {
    id: 'deadlock',
    text:
      'Something waits for what will never happen: a promise that is never resolved, a worker that waits forever for ' +
      `the next item, a \`join\` without its \`taskDone\`. The list above says who waits.${since} Ask of each: what should ` +
      'wake it, and is that still running?',
  };
}
