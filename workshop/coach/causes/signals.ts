import { inSeconds, inWords, isTheError } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { signalIn, type Call, type CallWait } from '../call.ts';
import type { Evidence } from '../evidence.ts';

// Who was asked to stop, and could not hear it.

/** What each wait is, in the middle of a sentence. */
const waits: Record<CallWait['kind'], string> = {
  sleep: 'sleeps',
  task: 'waits for a task',
  tasks: 'waits for tasks',
  group: 'waits for its task group',
  get: 'waits in `queue.get()`',
  put: 'waits in `queue.put()`',
  join: 'waits in `queue.join()`',
  slot: 'waits for a slot',
  idle: 'waits until the executor is idle',
};

/** The signal of the answer's that this call is part of, and when it was told to abort (ms). */
export function stopOf(call: Call, aborted: Evidence['aborted']): [AbortSignal, number] | undefined {
  for (let each: Call | undefined = call; each; each = each.by) {
    const signal = each.side === 'answer' ? signalIn(each.args) : undefined;
    const at = signal && aborted.get(signal);
    if (signal && at !== undefined) return [signal, at];
  }
  return undefined;
}

/** A wait that should have ended when somebody asked for it, and was given no signal. */
export function signalNotPassed(evidence: Evidence): Diagnosis | undefined {
  return deafCall(evidence) ?? deafTask(evidence) ?? deafAfterFailure(evidence);
}

/** A call of the answer whose own signal aborts while it waits for something else. */
function deafCall({ own, aborted, found }: Evidence): Diagnosis | undefined {
  if (found.every(({ kind }) => kind === 'leaves')) return undefined;
  for (const call of own) {
    const stop = stopOf(call, aborted);
    if (!stop) continue;
    const [, at] = stop;
    const wait = call.waits.find(
      ({ from, to = Infinity, hasSignal, kind }) =>
        !hasSignal && from < at && to > at && kind !== 'group' && kind !== 'task',
    );
    if (wait) return deaf(`${call.name} is asked to stop at ${inSeconds(at)}, while it ${said(wait)}`, wait);
  }
  return undefined;
}

/** A task of the answer that was cancelled, and waits on. */
function deafTask({ run, own }: Evidence): Diagnosis | undefined {
  const mine = own.flatMap((call) => call.waits);
  for (const { name, cancelled, waits: all } of run.tasks) {
    // The end of a program cancels what is left; one that is stuck has no end.
    const isStuck = run.outcome.kind === 'deadlocked';
    if (cancelled === undefined || (cancelled >= run.elapsed && !isStuck)) continue;
    const wait = all.find(({ from, to = Infinity }) => from <= cancelled && to > cancelled);
    const isMine = mine.some(
      (each) => each.kind === wait?.kind && each.from === wait.from && each.due === wait.due,
    );
    if (!wait || !isMine || wait.kind === 'group' || wait.kind === 'task') continue;
    return deaf(`${name} is asked to stop at ${inSeconds(cancelled)}, while it ${said(wait)}`, wait);
  }
  return undefined;
}

/** Something failed, and code that would have to do with it still waits. */
function deafAfterFailure({ run, own, failures }: Evidence): Diagnosis | undefined {
  const [failure] = failures;
  if (run.outcome.kind !== 'deadlocked' || !failure) return undefined;
  const wait = own
    .flatMap((call) => call.waits)
    .find(
      ({ kind, from, to, hasSignal }) =>
        ['get', 'put', 'join'].includes(kind) && to === undefined && !hasSignal && from <= failure.at,
    );
  if (!wait) return undefined;
  return {
    id: 'signal-not-passed',
    text:
      `${failure.lane} failed at ${inSeconds(failure.at)} with ${inWords(failure.error)}, and your code still ${said(wait)}: a wait that ` +
      'was given no signal hears of no failure. Pass it a signal that aborts when something fails, such as that of the group.',
  };
}

const said = ({ kind, from }: CallWait) => `${waits[kind]}, since ${inSeconds(from)}`;

function deaf(what: string, { kind, hasSignal }: CallWait): Diagnosis {
  const why = hasSignal
    ? 'The signal of that wait never aborts: it is another one'
    : 'That wait was given no signal';
  const how = kind === 'sleep' ? '`sleep(ms, { signal })`' : 'pass it on as `{ signal }`';
  return {
    id: 'signal-not-passed',
    text: `${what}. ${why}, so nothing ends it. Give it the signal that aborts at that moment: ${how}.`,
  };
}

/** All is done but for those who wait to be told to stop. */
export function neverStopped({ run, failures, missing, own }: Evidence): Diagnosis | undefined {
  if (run.outcome.kind !== 'deadlocked' || failures.length > 0) return undefined;
  if (missing.some(({ lane }) => lane !== 'main')) return undefined;
  const open = run.tasks.filter(
    ({ waits: all, ended }) => ended === undefined && all.some(({ to }) => to === undefined),
  );
  // A `join` waits for a `taskDone` that is missing: then nothing else matters.
  if (open.some(({ waits: all }) => all.some(({ kind, to }) => kind === 'join' && to === undefined)))
    return undefined;
  const last = open.at(-1);
  const wait = last?.waits.find(({ to }) => to === undefined);
  const isMine = own.some((call) =>
    call.waits.some(({ kind, from }) => kind === wait?.kind && from === wait.from),
  );
  if (!last || !wait?.hasSignal || !isMine || last.cancelled !== undefined || wait.kind !== 'get')
    return undefined;
  return {
    id: 'never-stopped',
    text:
      `All is done, and ${last.name} still ${said(wait)}, for the next item or for its signal, which never aborts. Tell it that ` +
      'nothing more comes when the last is done: `group.cancel()`, or `queue.shutdown()`.',
  };
}

/** Whether what should come out is that it was asked to stop. */
export function wasAsked({ answers, expected }: Evidence): boolean {
  if (!('fails' in expected)) return false;
  return answers.some(({ args }) => {
    const signal = signalIn(args);
    return signal?.aborted === true && isTheError(signal.reason, expected.fails);
  });
}
