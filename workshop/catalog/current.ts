import { stateOf } from './progress.ts';
import { allSteps, type Step } from './steps.ts';

/** The first step whose exercise is not done; `undefined` when all are. */
export function currentStep(): Step | undefined {
  return allSteps().find((step) => stateOf(step) !== 'done');
}
