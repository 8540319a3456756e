import { AsyncLocalStorage } from 'node:async_hooks';
import { watchPrograms, type Run } from '../runtime/run-program.ts';
import { Boundary } from './boundary.ts';
import { CallRecorder } from './answer-calls.ts';
import { diagnose } from './diagnose.ts';
import type { Diagnosis } from './diagnosis.ts';
import { differences, type Difference, type Expectation } from './expectation.ts';
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

/** A claim that does not hold. */
export class ClaimFailed extends Error {
  override name = 'ClaimFailed';
  /** The likely cause, known once the claim is over; see `hold`. */
  diagnosis: Diagnosis | undefined;
  readonly run: Run;
  readonly expected: Expectation;
  readonly found: Difference[];

  constructor(run: Run, expected: Expectation, found: Difference[]) {
    super();
    this.run = run;
    this.expected = expected;
    this.found = found;
  }

  /** What a test prints. It is put together only when somebody reads it: the coach's screen has parts of its own. */
  override get message(): string {
    return explainDifferences(this.run, this.expected, this.found, this.diagnosis);
  }
}

const recorder = new AsyncLocalStorage<CallRecorder>();

/**
 * Holds a claim against an answer, and looks on: what the answer calls, and what it leaves.
 *
 * @returns the failure, with the likely cause where the evidence names one; `undefined` when the claim holds
 */
export async function hold<Answer extends object>(
  { check }: Claim<Answer>,
  answer: Answer,
): Promise<ClaimFailed | undefined> {
  const calls = new CallRecorder();
  const watched = new Boundary(calls).answer(answer);
  const restore = calls.watchPlatform();
  try {
    await recorder.run(calls, () => watchPrograms(calls, () => check(watched)));
    return undefined;
  } catch (error) {
    if (!(error instanceof ClaimFailed)) throw error;
    const { run, expected, found } = error;
    error.diagnosis = diagnose(run, expected, found, await calls.of(run));
    return error;
  } finally {
    restore();
  }
}

/**
 * A function that a claim gives to an answer by a way of its own, such as in a result: what it does is not done by the
 * answer. Arguments of the answer, and what is in them, need no such mark.
 */
export function given<Args extends unknown[], T>(
  name: string,
  work: (...args: Args) => T,
): (...args: Args) => T {
  return (...args) => {
    const calls = recorder.getStore();
    if (!calls || calls.current?.side === 'given') return work(...args);
    return calls.run('given', name, args, () => work(...args)) as T;
  };
}

let tell: ((run: Run) => void) | undefined;

/** From here on `listener` is told of every run that a claim looks at, whether or not it is as expected. */
export function watchRuns(listener: (run: Run) => void): void {
  tell = listener;
}

/**
 * Says what a run must be: its lines, its time, its result.
 *
 * @throws ClaimFailed with what was expected and what happened
 *
 * @example
 * const run = await runProgram(() => loadPage(api));
 * expectRun(run, { takes: 2200, sum: '1.0 for the user + max(1.2, 0.8)', returns: page });
 */
export function expectRun(run: Run, expected: Expectation): void {
  tell?.(run);
  const used = recorder.getStore()?.now(run).used ?? new Set<string>();
  const found = differences(run, expected, used);
  if (found.length > 0) throw new ClaimFailed(run, expected, found);
}
