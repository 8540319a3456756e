import type { Waited } from '../../runtime/run-program.ts';
import { inSeconds } from '../expectation.ts';
import type { Call } from '../call.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { differsIn, isRecord, laneOf, type Evidence } from '../evidence.ts';
import { list } from '../naming.ts';

// What is still there when all is over: listeners, timers, sources, work.

/** A listener stays on a signal. */
export function leakedListener(evidence: Evidence): Diagnosis | undefined {
  if (!differsIn(evidence, 'unheard')) return undefined;
  return {
    id: 'leaked-listener',
    text:
      'A listener stays on the signal when the work is done: on a signal that lives long they pile up. Remove it in ' +
      'a `finally` (`signal.removeEventListener`), on every path; `{ once: true }` alone does so only if it aborts.',
  };
}

/** Handlers pile up on one promise, and stay there until it settles. */
export function leakedHandler({ found, expected }: Evidence): Diagnosis | undefined {
  if (!found.every(({ kind }) => kind === 'handlers') || !expected.handlers) return undefined;
  return {
    id: 'leaked-handler',
    text: `One promise was given ${expected.handlers.seen} handlers. Each \`then\` and each \`await\` gives it one, and \`Promise.race\` gives one to every promise of its list, each time it is called. They stay until the promise settles; where it never does, they pile up. Give each promise its handler once, when it is made.`,
  };
}

/** Timers or tasks that are no longer needed, where that is all that is wrong. */
export function leftovers(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, given, answers, found } = evidence;
  if (!found.every(({ kind }) => kind === 'leaves')) return undefined;
  const left = run.leaks.filter((leak) => !expected.leaves?.includes(leak));
  const timer = evidence.own.flatMap(({ timers }) => timers).find(({ over }) => !over);
  const theirs = given.filter(({ timers }) => timers.some(({ over }) => !over));
  if (timer && theirs.length === 0) {
    if (timer.due <= run.elapsed) {
      return {
        id: 'not-awaited',
        text: `${timer.name}, armed at ${inSeconds(timer.from)}, is due and has not fired when all is over, at ${inSeconds(run.elapsed)}: nothing waits for it.`,
      };
    }
    if (answers.some(({ outcome, timers }) => outcome.kind === 'pending' && timers.includes(timer))) {
      return {
        id: 'too-late',
        text: `All has been done at ${inSeconds(run.elapsed)}, and the function itself still waits, for ${timer.name}, armed at ${inSeconds(timer.from)}. What is that timer for?`,
      };
    }
    return {
      id: 'leaked-timer',
      text:
        `${timer.name}, armed at ${inSeconds(timer.from)}, is still armed when the function has ended at ` +
        `${inSeconds(run.elapsed)}. Nobody needs it any more. Clear it on every path out, ` +
        'also after a failure: in a `finally`.',
    };
  }
  const unclosed = given.find(
    ({ name, timers }) =>
      name.endsWith('.next') &&
      timers.some(({ over }) => !over) &&
      !given.some((each) => each.name === name.replace(/next$/, 'return')),
  );
  if (unclosed) {
    const source = unclosed.name.replace(/\.next$/, '');
    return {
      id: 'left-open',
      text:
        `${source} is left and never closed, so what it keeps open stays open: ${list(left)}. Leaving a \`for await\` ` +
        'closes its source by itself. If you call next() by hand, call return() too, in a `finally`.',
    };
  }
  const sleeper = sleepingTask(evidence, left);
  if (sleeper) return sleeper;
  // What is neither a timer nor a task lives outside of the event loop.
  const strange = left.find(
    (leak) => !evidence.timers.has(leak) && !run.tasks.some(({ name }) => name === leak),
  );
  if (strange !== undefined) {
    return {
      id: 'leaked-thread',
      text:
        `${strange} is still alive when the function has ended at ${inSeconds(run.elapsed)}, and goes on using memory and a core. End it on ` +
        'every way out, also after a failure or an abort: `terminate()` or `destroy()` in a `finally`, awaited.',
    };
  }
  const tasks = left.filter((leak) => run.tasks.some(({ name }) => name === leak));
  if (tasks.length > 0 && evidence.used.has('createTask')) {
    return {
      id: 'siblings-left-running',
      text: `Still there when all is over, at ${inSeconds(run.elapsed)}: ${list(tasks)}. Nobody wants what comes of that any more. Ask it to stop on every way out, also when a loop is left early: in a \`finally\`, and wait there until it has stopped.`,
    };
  }
  if (theirs.length === 0) return undefined;
  return {
    id: 'siblings-left-running',
    text:
      `${list([...new Set(theirs.map(laneOf))])} still at work when the function has ended at ${inSeconds(run.elapsed)}. ` +
      'Ask what is no longer needed to stop, and wait until it has stopped.',
  };
}

/** A task of the answer that sleeps on when all is over. */
function sleepingTask({ run, own }: Evidence, left: string[]): Diagnosis | undefined {
  const isOpen = ({ kind, to = Infinity }: Waited) => kind === 'sleep' && to >= run.elapsed;
  const task = run.tasks.find(({ name, waits }) => left.includes(name) && waits.some(isOpen));
  const sleep = task?.waits.find(isOpen);
  const mine = own.flatMap(({ waits }) => waits);
  if (!task || !sleep || !mine.some(({ from, due }) => from === sleep.from && due === sleep.due))
    return undefined;
  const until = `${task.name}, which sleeps until ${inSeconds(sleep.due ?? 0)},`;
  // The end of the program asks for it too, but that is nobody's code.
  if (task.cancelledBy !== undefined) {
    return {
      id: 'not-awaited',
      text: `${until} has been asked to stop, and nothing waits until it has: it is still there when the function ends, at ${inSeconds(run.elapsed)}. Await the task after you have cancelled it, and handle its error there.`,
    };
  }
  return {
    id: 'leaked-timer',
    text: `${until} is still there when the function has ended at ${inSeconds(run.elapsed)}. Nobody needs it any more: cancel it on every way out, in a \`finally\`, and wait there until it has ended.`,
  };
}

/** A source is closed though nobody has left the loop over it, and nothing has failed. */
export function closedEarly({ given, answers, failures }: Evidence): Diagnosis | undefined {
  if (failures.length > 0) return undefined;
  const left = answers.find(({ name }) => name.endsWith('.return'));
  for (const [i, close] of given.entries()) {
    if (!close.name.endsWith('.return') || (left && left.from <= close.from)) continue;
    const source = close.name.replace(/\.return$/, '');
    const isNext = ({ name }: Call) => name === `${source}.next`;
    const [before, after] = [given.slice(0, i).filter(isNext), given.slice(i).filter(isNext)];
    const cut = before.find(
      ({ timers, outcome }) =>
        timers.some(({ clearedBy }) => clearedBy === close) &&
        (outcome.kind !== 'fulfilled' || (isRecord(outcome.value) && outcome.value['done'] === true)),
    );
    if (cut) {
      return {
        id: 'not-awaited',
        text: `${source} is closed at ${inSeconds(close.from)}, while it is asked for its next value, since ${inSeconds(cut.from)}, and so that never comes. Is an \`await\` missing before that next()?`,
      };
    }
    if (before.length > 0 || after.length === 0) continue;
    return {
      id: 'unwanted-call',
      text: `${source} is closed at ${inSeconds(close.from)}, before it is asked for anything, and so it gives nothing. Does the code go on where it should have returned?`,
    };
  }
  return undefined;
}
