import type { Run } from '../run.ts';
import type { Difference, Expectation } from './expectation.ts';

/** The likely cause of a difference, by name, and what to do about it. */
export interface Diagnosis {
  id: string;
  text: string;
}

/** Names the mistake, or `undefined` where the evidence fits none: then the plain comparison must do. */
export function diagnose(_run: Run, _expected: Expectation, _found: Difference[]): Diagnosis | undefined {
  return undefined;
}
