import { fingerprint, remember } from './progress.ts';
import type { Step } from './steps.ts';
import type { Verdict } from '../coach/verdict.ts';

/** Remembers what a verdict says: that this very content passed, or which function to give hints about. */
export function recordVerdict(step: Step, { passed, claims }: Verdict, content = fingerprint(step)): void {
  const failing = claims.find(({ holds }) => !holds)?.about;
  if (passed) remember(step, { passed: content, failing: undefined });
  else if (failing !== undefined) remember(step, { failing });
}
