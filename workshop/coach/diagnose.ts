import type { Run } from '../runtime/run-program.ts';
import { blockedEventLoop, deadlock, runaway, slotLeak, unhandledRejection } from './causes/endings.ts';
import { escaped, failsLate, runsOn, swallowed, wrongError } from './causes/failures.ts';
import { hardCoded, leakedListener, leftovers, notAwaited, unfinished } from './causes/leaving.ts';
import { items, order, results, times } from './causes/order.ts';
import { overLimit, sequential, underUsed } from './causes/together.ts';
import type { Diagnosis } from './diagnosis.ts';
import { gather, type Evidence } from './evidence.ts';
import type { Difference, Expectation } from './expectation.ts';

type Cause = (evidence: Evidence) => Diagnosis | undefined;

// The first whose evidence fits is named, so what explains most comes first: work one after the other also fails
// late, and work that was not awaited also loses its results.
const causes: Cause[] = [
  blockedEventLoop,
  runaway,
  slotLeak,
  deadlock,
  unhandledRejection,
  hardCoded,
  unfinished,
  leakedListener,
  notAwaited,
  swallowed,
  wrongError,
  sequential,
  overLimit,
  underUsed,
  runsOn,
  failsLate,
  results,
  items,
  order,
  leftovers,
  times,
  escaped,
];

/**
 * Names the mistake behind a wrong run.
 *
 * @param found what `differences(run, expected)` found
 * @returns the cause that fits the evidence, or `undefined` where none does: then the plain comparison must do
 *
 * @example
 * diagnose(run, { takes: 2000, sum: 'max(1.0, 2.0)' }, found); // { id: 'sequential', text: 'milk and bread run …' }
 */
export function diagnose(run: Run, expected: Expectation, found: Difference[]): Diagnosis | undefined {
  if (found.length === 0) return undefined;
  const evidence = gather(run, expected, found);
  for (const cause of causes) {
    const diagnosis = cause(evidence);
    if (diagnosis) return diagnosis;
  }
  return undefined;
}
