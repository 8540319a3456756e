import { expect } from 'vitest';
import { explainDifferences } from '../workshop/coach/explain.ts';
import { differences, type Expectation } from '../workshop/coach/expectation.ts';
import type { Run } from '../workshop/runtime/run-program.ts';

interface RunMatchers<R = unknown> {
  /** The run prints exactly these lines, at exactly these times, and comes to a good end. */
  toPrint(transcript: string): R;
  /** The run takes exactly this many milliseconds; `sum` says how they come about: `max(1.0, 2.0)`. */
  toTake(ms: number, sum: string): R;
}

declare module 'vitest' {
  interface Matchers<T> extends RunMatchers<T> {}
}

function match(run: Run, expected: Expectation) {
  // A step may leave things running on purpose, and its test says so itself.
  const found = differences(run, { ...expected, leaves: run.leaks });
  return {
    pass: found.length === 0,
    message: () =>
      found.length > 0
        ? explainDifferences(run, expected, found, undefined)
        : 'The run is as it should not be.',
  };
}

expect.extend({
  toPrint: (run: Run, prints: string) => match(run, { prints }),
  toTake: (run: Run, takes: number, sum: string) => match(run, { takes, sum }),
});
