import type { Run } from '../runtime/run-program.ts';
import { diagnose } from './diagnose.ts';
import type { Diagnosis } from './diagnosis.ts';
import { differences, type Expectation } from './expectation.ts';
import { explainDifferences } from './explain.ts';

/** One thing that the tests of an exercise say about an answer. */
export interface Claim<Answer> {
  /** The exported function it is about. */
  about: keyof Answer & string;
  /** The claim itself, with its numbers. */
  text: string;
  check: (answer: Answer) => Promise<void> | void;
}

/** All claims of one exercise. */
export interface Exercise<Answer = Record<string, unknown>> {
  /** Such as `03-promise-all`. */
  name: string;
  claims: Claim<Answer>[];
}

/** A claim that does not hold. Its message is what the learner reads. */
export class ClaimFailed extends Error {
  override name = 'ClaimFailed';
  readonly diagnosis: Diagnosis | undefined;
  readonly run: Run;
  readonly expected: Expectation;

  constructor(run: Run, expected: Expectation, message: string, diagnosis: Diagnosis | undefined) {
    super(message);
    this.run = run;
    this.expected = expected;
    this.diagnosis = diagnosis;
  }
}

let tell: ((run: Run) => void) | undefined;

/** From here on `listener` is told of every run that a claim looks at, whether or not it is as expected. */
export function watchRuns(listener: (run: Run) => void): void {
  tell = listener;
}

/**
 * Says what a run must be: its lines, its time, its result.
 *
 * @throws ClaimFailed with what was expected, what happened, and the likely cause where the evidence names one
 *
 * @example
 * const run = await runProgram(() => loadPage(api));
 * expectRun(run, { takes: 2200, sum: '1.0 for the user + max(1.2, 0.8)', returns: page });
 */
export function expectRun(run: Run, expected: Expectation): void {
  tell?.(run);
  const found = differences(run, expected);
  if (found.length === 0) return;
  const diagnosis = diagnose(run, expected, found);
  throw new ClaimFailed(run, expected, explainDifferences(run, expected, found, diagnosis), diagnosis);
}
