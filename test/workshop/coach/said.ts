import { runProgram } from '#run';
import { expectRun, hold } from '../../../workshop/coach/claim.ts';
import type { Diagnosis } from '../../../workshop/coach/diagnosis.ts';
import type { Expectation } from '../../../workshop/coach/expectation.ts';

/** A function that an answer is given to call. */
export type Job = () => Promise<unknown>;

/** What the coach says to an answer, when `use` calls it. */
export async function said<Answer>(
  answer: Answer,
  use: (answer: Answer) => unknown,
  expected: Expectation,
): Promise<Diagnosis | undefined> {
  const check = async (watched: { answer: Answer }) =>
    expectRun(await runProgram(() => use(watched.answer), { limit: { ms: 60_000 } }), expected);
  const failure = await hold({ about: 'answer', text: 'a claim', check }, { answer });
  return failure?.diagnosis;
}
