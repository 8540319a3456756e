// Runs in a scratch copy: reads answers to exercise 3 from standard input, one JSON a line, and prints what the coach
// says to each, one JSON a line. Many in one process, as in the watch mode, so that the next examiner starts meanwhile.

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createInterface } from 'node:readline';

const at = (file: string) => new URL(file, pathToFileURL(`${process.cwd()}/`)).href;
const { Examiner } = (await import(
  at('workshop/coach/examiner.ts')
)) as typeof import('../../../workshop/coach/examiner.ts');
const { stepCalled, urlOf } = (await import(
  at('workshop/catalog/steps.ts')
)) as typeof import('../../../workshop/catalog/steps.ts');
const { verdictLines } = (await import(
  at('workshop/cli/verdict-lines.ts')
)) as typeof import('../../../workshop/cli/verdict-lines.ts');

/** What is asked, a line each. */
export interface Asked {
  what: string;
  /** The bytes of the answer, unless it is something else. */
  base64: string;
  link?: string;
  special?: 'folder' | 'pipe';
  /** How long an answer may take for one claim (ms); what would never end need not be waited for as long as usual. */
  patience: number;
}

/** What is answered, a line each. */
export interface Said {
  what: string;
  passed: boolean;
  text: string;
  /** From the question to the answer (ms). */
  took: number;
}

const step = stepCalled('3');
let examiner: InstanceType<typeof Examiner> | undefined;
for await (const line of createInterface({ input: process.stdin })) {
  const { what, base64, link, special, patience } = JSON.parse(line) as Asked;
  const mine = new Examiner({ patience });
  mine.prepare(step);
  rmSync(urlOf(step.exercise), { recursive: true, force: true });
  if (special === 'folder') mkdirSync(urlOf(step.exercise));
  else if (special === 'pipe') spawnSync('mkfifo', [step.exercise]);
  else if (link !== undefined) symlinkSync(link, urlOf(step.exercise));
  else writeFileSync(urlOf(step.exercise), Buffer.from(base64, 'base64'));
  const asked = performance.now();
  const verdict = await mine.examine(step);
  const took = performance.now() - asked;
  const text = verdictLines(step, verdict, { width: 80 }).join('\n');
  tell({ what, passed: verdict.passed, text, took });
  examiner?.close();
  examiner = mine;
}
examiner?.close();

function tell(said: Said): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
