import { ClaimFailed } from '../workshop/coach/claim.ts';
import type { Observer } from '../workshop/runtime/observer.ts';
import type { Run, WaitKind } from '../workshop/runtime/run-program.ts';

/** What shows that a part of the workshop was used: somebody has waited in it. */
const waitsIn: Record<string, WaitKind> = {
  taskGroup: 'group',
  AsyncExecutor: 'slot',
  'wait or asCompleted': 'tasks',
};

/**
 * Says what the task says to do without. What the run shows of it goes by what code waited for, so the claim itself must
 * not wait for the same.
 *
 * @param used what was seen to be used; what the run shows, when left out
 * @throws ClaimFailed when it was used
 *
 * @example
 * expectWithout(run, ['taskGroup']);
 */
export function expectWithout(run: Run, forbidden: string[], used = usedIn(run)): void {
  const found = forbidden
    .filter((part) => used.has(part))
    .map((part) => ({
      kind: 'without' as const,
      text: `It uses ${part}, and the task says to do without.`,
    }));
  if (found.length > 0) throw new ClaimFailed(run, { without: forbidden }, found);
}

function usedIn(run: Run): Set<string> {
  const kinds = new Set(run.tasks.flatMap(({ waits }) => waits.map(({ kind }) => kind)));
  return new Set(Object.keys(waitsIn).filter((part) => kinds.has(waitsIn[part]!)));
}

/**
 * Sees the timers that are armed, also those that keep no program alive (`unref`) and so are in no `Run`.
 *
 * @example
 * const timers = new ArmedTimers();
 * const run = await runProgram(async () => { await answer(); return timers.left; }, { observer: timers });
 */
export class ArmedTimers implements Observer {
  readonly #armed = new Map<object, string>();

  get left(): string[] {
    return [...this.#armed.values()];
  }

  armed(timer: { name: string; owner: string }): void {
    this.#armed.set(timer, `${timer.name} of ${timer.owner}`);
  }

  fired(timer: object): void {
    this.#armed.delete(timer);
  }

  cleared(timer: object): void {
    this.#armed.delete(timer);
  }
}
