import type { Clock } from './real-clock.ts';
import type { VirtualClock } from './virtual-clock.ts';

// The real ones, taken before a virtual clock replaces them.
const { setImmediate, setTimeout, clearTimeout } = globalThis;

// A round of Node's loop asks the operating system for news, which costs more than everything else we do for a timer.
const turnsEachRound = 16;

/**
 * Lets the timers of a virtual clock fire, one a turn.
 *
 * @param until what the program is waited for
 * @param report told of what the callbacks of timers throw
 * @returns `ended` when `until` has settled, `idle` when nothing is left that could settle it, else why it was stopped
 */
export function driveVirtual(
  clock: VirtualClock,
  until: Promise<unknown>,
  report: (error: unknown) => void,
): Promise<string> {
  let ended = false;
  void until.then(() => (ended = true));
  return new Promise((resolve) => {
    let stopped: string | undefined;
    let planned = 0;
    // Between two immediates Node runs every microtask, and finds every unhandled rejection, also within one round.
    const turn = () => {
      planned -= 1;
      if (stopped !== undefined) return;
      try {
        if (ended) stopped = 'ended';
        else if (!clock.step()) stopped = clock.runaway ?? 'idle';
      } catch (error) {
        report(error);
      }
      if (stopped !== undefined) resolve(stopped);
      else if (planned === 0) plan();
    };
    const plan = () => {
      for (; planned < turnsEachRound; planned += 1) setImmediate(turn);
    };
    plan();
  });
}

/** The same on the real clock: `ended`, or why it was stopped. */
export async function driveReal(clock: Clock, limitMs: number, until: Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    const left = Math.max(0, Math.min(limitMs - clock.now(), 2 ** 31 - 1));
    timer = setTimeout(() => resolve(`it was still running after ${limitMs / 1000} s`), left);
  });
  const reason = await Promise.race([until.then(() => 'ended'), tooLate]);
  clearTimeout(timer);
  return reason;
}
