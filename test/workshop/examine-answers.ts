// Runs in a scratch copy: reads answers to exercise 3 from standard input, one JSON a line, and prints what the coach
// says to each, one JSON a line. Many in one process, as in the watch mode, so that the next examiner starts meanwhile.

import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createInterface } from 'node:readline';

const at = (file: string) => new URL(file, pathToFileURL(`${process.cwd()}/`)).href;
const { Examiner } = (await import(
  at('workshop/coach/examiner.ts')
)) as typeof import('../../workshop/coach/examiner.ts');
const { stepCalled, urlOf } = (await import(
  at('workshop/coach/steps.ts')
)) as typeof import('../../workshop/coach/steps.ts');
const { verdictLines } = (await import(
  at('workshop/cli/verdict-lines.ts')
)) as typeof import('../../workshop/cli/verdict-lines.ts');

const step = stepCalled('3');
let examiner: InstanceType<typeof Examiner> | undefined;
for await (const line of createInterface({ input: process.stdin })) {
  const { what, base64, patience } = JSON.parse(line) as { what: string; base64: string; patience: number };
  const mine = new Examiner({ patience });
  mine.prepare(step);
  writeFileSync(urlOf(step.exercise), Buffer.from(base64, 'base64'));
  const verdict = await mine.examine(step);
  const text = verdictLines(step, verdict, { width: 80 }).join('\n');
  process.stdout.write(`${JSON.stringify({ what, passed: verdict.passed, text })}\n`);
  examiner?.close();
  examiner = mine;
}
examiner?.close();
