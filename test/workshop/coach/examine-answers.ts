// Runs in a scratch copy: reads answers to exercise 3 from standard input, one JSON a line, and prints what the coach
// says to each, one JSON a line. Many in one process, as in the watch mode, so that the next examiner starts meanwhile.
// An answer that does no more than fail to load is loaded right here, from a file of its own, and needs no examiner.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createInterface } from 'node:readline';

const at = (file: string) => new URL(file, pathToFileURL(`${process.cwd()}/`)).href;
const { Examiner } = (await import(
  at('workshop/coach/examiner.ts')
)) as typeof import('../../../workshop/coach/examiner.ts');
const { explainBroken } = (await import(
  at('workshop/coach/broken.ts')
)) as typeof import('../../../workshop/coach/broken.ts');
const { stepCalled, urlOf } = (await import(
  at('workshop/catalog/steps.ts')
)) as typeof import('../../../workshop/catalog/steps.ts');
const { verdictLines } = (await import(
  at('workshop/cli/verdict-lines.ts')
)) as typeof import('../../../workshop/cli/verdict-lines.ts');

/** What is asked, a line each. */
export interface Asked {
  what: string;
  /** The bytes of the answer. */
  base64: string;
  how?: 'load' | 'folder';
  patience: number;
}

/** What is answered, a line each. */
export interface Said {
  what: string;
  passed: boolean;
  text: string;
}

const step = stepCalled('3');
let examiner: InstanceType<typeof Examiner> | undefined;
for await (const line of createInterface({ input: process.stdin })) {
  const { what, base64, how, patience } = JSON.parse(line) as Asked;
  const content = Buffer.from(base64, 'base64');
  if (how === 'load') {
    const file = urlOf(`exercises/03-${what.replaceAll(' ', '-')}.ts`);
    writeFileSync(file, content);
    const text = await import(file.href).then(() => 'It loads.', explainBroken);
    tell({ what, passed: false, text });
    continue;
  }
  const mine = new Examiner({ patience });
  mine.prepare(step);
  rmSync(urlOf(step.exercise), { recursive: true, force: true });
  if (how === 'folder') mkdirSync(urlOf(step.exercise));
  else writeFileSync(urlOf(step.exercise), content);
  const verdict = await mine.examine(step);
  tell({ what, passed: verdict.passed, text: verdictLines(step, verdict, { width: 80 }).join('\n') });
  examiner?.close();
  examiner = mine;
}
examiner?.close();

function tell(said: Said): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
