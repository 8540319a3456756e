import type { Outside } from './outside.ts';
import type { VirtualClock } from './virtual-clock.ts';

// The real ones, taken before a virtual clock replaces them.
const { setImmediate, setTimeout, clearTimeout } = globalThis;
const realTime = performance.now.bind(performance);

/** Why a program was driven no further. */
export type Stop =
  /** What was waited for has settled. */
  | { kind: 'ended' }
  /** Nothing is left that could settle it. */
  | { kind: 'idle' }
  /** It went past its limit. */
  | { kind: 'runaway'; reason: string }
  /** Somebody pressed Ctrl+C, and it does not answer. */
  | { kind: 'interrupted'; error: unknown }
  /** It depends on what has no end to wait for, in words. */
  | { kind: 'outside'; what: string[] };

// A round of Node's loop asks the operating system for news, which costs more than everything else we do for a timer.
const turnsEachRound = 16;

/** How long, in real ms, nothing may come back from outside while it is waited for. */
const longestAnswer = 10_000;

/** What has not come after so many real ms takes longer: the thread may rest meanwhile. */
const restAfter = 3;

/**
 * Vitest loads modules over a port that is always open, so that nothing tells of an `import()` under way. There a program
 * that seems to be stuck gets this many real ms more.
 */
const grace = process.env['VITEST'] ? 15 : 0;

/**
 * Lets the timers of a virtual clock fire, one a turn. While something outside the thread is under way the clock stands
 * still and waits for it.
 *
 * @param until what the program is waited for
 * @param report told of what the callbacks of timers throw
 * @param patience how long, in real ms, nothing may come back from outside while it is waited for
 */
export function driveVirtual(
  clock: VirtualClock,
  outside: Outside,
  until: Promise<unknown>,
  report: (error: unknown) => void,
  patience = longestAnswer,
): Promise<Stop> {
  let ended = false;
  void until.then(() => (ended = true));
  return new Promise((resolve) => {
    let stopped: Stop | undefined;
    let planned = 0;
    /** Since when we have found something under way outside, or nothing left at all. */
    let since: number | undefined;
    const isOver = (ms: number) => {
      since ??= realTime();
      return realTime() - since >= ms;
    };
    let last = { answers: outside.answers, at: 0 };
    // A program that reads ten thousand files is at it for long, and is answered all the time.
    const isSilent = () => {
      if (outside.answers !== last.answers) last = { answers: outside.answers, at: realTime() };
      return realTime() - last.at >= patience;
    };
    const step = (): Stop | undefined => {
      if (ended) return { kind: 'ended' };
      if (outside.pending) {
        if (!isOver(patience) || !isSilent()) return undefined;
        const reason = `it waited ${patience / 1000} real seconds for a file, a thread or another machine that does not answer`;
        return { kind: 'runaway', reason };
      }
      const what = clock.mustMove ? outside.endless : [];
      if (what.length > 0) return { kind: 'outside', what };
      if (clock.step()) since = undefined;
      else if (clock.runaway) return { kind: 'runaway', reason: clock.runaway };
      else if (isOver(grace)) return { kind: 'idle' };
      return undefined;
    };
    // Between two immediates Node runs every microtask, and finds every unhandled rejection, also within one round.
    const turn = () => {
      planned -= 1;
      if (stopped) return;
      try {
        stopped = step();
      } catch (error) {
        report(error);
      }
      if (stopped) resolve(stopped);
      else if (planned === 0) plan();
    };
    const plan = () => {
      if (since !== undefined && isOver(restAfter)) {
        planned += 1;
        setTimeout(turn, 1);
      } else for (; planned < turnsEachRound; planned += 1) setImmediate(turn);
    };
    plan();
  });
}

/** How often a program on the real clock is looked at, and how long it must have nothing left to be called stuck. */
const looks = { every: 250, times: 8 };

/** The same on the real clock. Nothing here keeps the process alive. */
export async function driveReal(
  limitMs: number,
  outside: Outside,
  until: Promise<unknown>,
  look = looks,
): Promise<Stop> {
  const timers: NodeJS.Timeout[] = [];
  const later = (act: () => void, ms: number) => timers.push(setTimeout(act, ms).unref());
  const stopped = new Promise<Stop>((resolve) => {
    const reason = `it was still running after ${limitMs / 1000} s`;
    later(() => resolve({ kind: 'runaway', reason }), Math.min(limitMs, 2 ** 31 - 1));
    let idle = 0;
    const lookAgain = () => {
      idle = outside.nothingLeft ? idle + 1 : 0;
      if (idle === look.times) resolve({ kind: 'idle' });
      else later(lookAgain, look.every);
    };
    lookAgain();
  });
  const stop = await Promise.race([until.then((): Stop => ({ kind: 'ended' })), stopped]);
  for (const timer of timers) clearTimeout(timer);
  return stop;
}
