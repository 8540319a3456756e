import { stateOf } from './progress.ts';
import { allSteps, type Step } from './steps.ts';

/** The first step whose exercise is not done; `undefined` when all are. */
export function currentStep(): Step | undefined {
  return allSteps().find((step) => stateOf(step) !== 'done');
}

/** The next step after this one whose exercise is not done, or the first such one; `undefined` when all are done. */
export function stepAfter(step: Step): Step | undefined {
  const open = allSteps().filter((each) => each.name !== step.name && stateOf(each) !== 'done');
  return open.find(({ number }) => number > step.number) ?? open[0];
}
