import type { Run } from '../runtime/run-program.ts';
import { notIdempotent, sharedState, sharedVariable } from './causes/again.ts';
import { codeError, firstForAll, ownError, strangeError, throwsAnyway } from './causes/code.ts';
import { blockedEventLoop, deadlock, endless, runaway, slotLeak } from './causes/endings.ts';
import { forbidden, promiseForValue, uncaught, unhandledRejection } from './causes/errors.ts';
import { keepsGoing, runsOn, swallowed, wrongError, wrongSignal } from './causes/failures.ts';
import { hardCoded, mutatedInput, neverMade, notAwaited, uncalled, unfinished } from './causes/leaving.ts';
import { failsLate, times } from './causes/late.ts';
import { keptByNobody, namesake, takenForNone } from './causes/lost.ts';
import { closedEarly, leakedHandler, leakedListener, leftovers } from './causes/left.ts';
import { overLimit, underUsed } from './causes/limits.ts';
import { goesOn, items } from './causes/lines.ts';
import { askedAgain, calls as callsMade } from './causes/called.ts';
import { order } from './causes/order.ts';
import { notAgain, notGivenBack, results, takenForNothing, value } from './causes/results.ts';
import { givesNothing, missingReturn } from './causes/returned.ts';
import { neverStopped, signalNotPassed } from './causes/signals.ts';
import { eagerStart, polling, sequential } from './causes/together.ts';
import type { Calls } from './call.ts';
import type { Diagnosis } from './diagnosis.ts';
import { gather, type Evidence } from './evidence.ts';
import type { Difference, Expectation } from './expectation.ts';

type Cause = (evidence: Evidence) => Diagnosis | undefined;

// The first whose evidence fits is named. What threw comes first; then what explains most: work one after the other also
// fails late, and work that was not awaited also loses its results.
const causes: Cause[] = [
  forbidden,
  endless,
  promiseForValue,
  firstForAll,
  codeError,
  blockedEventLoop,
  runaway,
  slotLeak,
  neverMade,
  closedEarly,
  sharedVariable,
  signalNotPassed,
  neverStopped,
  takenForNone,
  keptByNobody,
  deadlock,
  unhandledRejection,
  uncaught,
  hardCoded,
  mutatedInput,
  missingReturn,
  givesNothing,
  runsOn,
  wrongError,
  eagerStart,
  notAwaited,
  wrongSignal,
  swallowed,
  notAgain,
  namesake,
  unfinished,
  polling,
  sequential,
  overLimit,
  underUsed,
  keepsGoing,
  failsLate,
  throwsAnyway,
  callsMade,
  askedAgain,
  ownError,
  strangeError,
  sharedState,
  notIdempotent,
  takenForNothing,
  uncalled,
  notGivenBack,
  results,
  items,
  goesOn,
  order,
  leakedListener,
  leakedHandler,
  leftovers,
  times,
  value,
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
export function diagnose(
  run: Run,
  expected: Expectation,
  found: Difference[],
  calls?: Calls,
): Diagnosis | undefined {
  if (found.length === 0) return undefined;
  const evidence = gather(run, expected, found, calls);
  for (const cause of causes) {
    const diagnosis = cause(evidence);
    if (diagnosis) return diagnosis;
  }
  return undefined;
}
