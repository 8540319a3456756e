import { inSeconds, inWords } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { mostAtOnce, type Evidence } from '../evidence.ts';
import { lanes, total } from '../naming.ts';

// How a run came to its end, or did not.

/** Synchronous work where a wait was meant: a loop that looks at the clock, or `block` in a lane that should sleep. */
export function blockedEventLoop({ run, work, expectedWork }: Evidence): Diagnosis | undefined {
  const text =
    'JavaScript has one thread: while synchronous work runs, no timer fires and nothing else gets a turn. ' +
    'Wait with `await sleep(ms)`, which yields the thread.';
  if (run.outcome.kind === 'runaway' && run.outcome.reason.includes('looked at the clock')) {
    return { id: 'blocked-event-loop', text: `A loop looks at the clock again and again. ${text}` };
  }
  const blocked = work.find(({ lane, from, to }) => {
    const busy = run.busy.filter((each) => each.lane === lane && each.from >= from && each.to <= to);
    return busy.length > 0 && to > from && total(busy) === to - from;
  });
  // It shows in that others which should have run meanwhile did not.
  if (!blocked || mostAtOnce(work) > 1 || mostAtOnce(expectedWork) < 2) return undefined;
  const whole = inSeconds(blocked.to - blocked.from);
  return { id: 'blocked-event-loop', text: `${blocked.lane} keeps the thread for ${whole}. ${text}` };
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

/** Nothing is left to run, all work that began has ended, and some never began: a place was taken and not given back. */
export function slotLeak(evidence: Evidence): Diagnosis | undefined {
  const { run, work, expectedWork, missing } = evidence;
  if (run.outcome.kind !== 'deadlocked') return undefined;
  const failure = run.lines.find(({ text }) => /\b(fail|broke|threw|error|crash|sold out)/i.test(text));
  const never = expectedWork.filter((span) => missing.includes(span.lines[0]!));
  if (!failure || mostAtOnce(work) < 1 || never.length === 0) return undefined;
  return {
    id: 'slot-leak',
    text:
      `${failure.lane} failed at ${inSeconds(failure.at)}, and ${lanes(never)} never started: the place of the work ` +
      'that failed was not given back. Give it back in a `finally`, which runs on success and on failure.',
  };
}

export function deadlock({ run }: Evidence): Diagnosis | undefined {
  if (run.outcome.kind !== 'deadlocked') return undefined;
  return {
    id: 'deadlock',
    text:
      'Something waits for what will never happen: a promise that is never resolved, a worker that waits forever for ' +
      'the next item, a `join` without its `taskDone`. The list above says who waits. Ask of each: what should wake ' +
      'it, and is that still running?',
  };
}

export function unhandledRejection({ run }: Evidence): Diagnosis | undefined {
  if (run.unhandled.length === 0) return undefined;
  const [error] = run.unhandled;
  return {
    id: 'unhandled-rejection',
    text:
      `${inWords(error)} rejected a promise that has no handler; plain Node ends the program there. Every promise needs a ` +
      'handler as soon as it exists: await it, pass it to Promise.all immediately, or put a `.catch` on it.',
  };
}
