import { runProgram } from '#run';
import { expectRun, hold } from '../../../../workshop/coach/claim.ts';
import type { Diagnosis } from '../../../../workshop/coach/diagnosis.ts';
import type { Expectation } from '../../../../workshop/coach/expectation.ts';

/**
 * What the coach says to an answer.
 *
 * @param use how the claim uses it; it is given the answer as the coach watches it
 *
 * @example
 * await said(async () => {}, (own) => own(), { returns: 1 }); // { id: 'missing-return', text: 'The work is done, and …' }
 */
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

/** The name of the cause alone. */
export async function cause<Answer>(
  answer: Answer,
  use: (answer: Answer) => unknown,
  expected: Expectation,
): Promise<string | undefined> {
  return (await said(answer, use, expected))?.id;
}
