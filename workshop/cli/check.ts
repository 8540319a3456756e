import { Examiner } from '../coach/examiner.ts';
import { recordVerdict } from '../catalog/record-verdict.ts';
import { allSteps, type Step } from '../catalog/steps.ts';
import type { Verdict } from '../coach/verdict.ts';
import { colour } from '../runtime/printer.ts';
import { plain, verdictLines } from './verdict-lines.ts';
import { readWords, stepOrCurrent } from './read-words.ts';

/** npm start check 3: what the claims say about one answer; `check all`: about all of them. Status 1 unless all pass. */
export async function check(args: string[]): Promise<number> {
  const { words, set } = readWords(args, ['all', 'json'], 1);
  const examiner = new Examiner();
  const stop = () => {
    examiner.close();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  try {
    const steps = set.has('all') && words.length === 0 ? allSteps() : [await stepOrCurrent(words[0])];
    const verdicts = await examineAll(examiner, steps, set);
    if (set.has('json'))
      process.stdout.write(`${JSON.stringify(steps.length > 1 ? verdicts : verdicts[0], null, 2)}\n`);
    return verdicts.every(({ passed }) => passed) ? 0 : 1;
  } finally {
    examiner.close();
  }
}

async function examineAll(examiner: Examiner, steps: Step[], set: Set<string>): Promise<Verdict[]> {
  const width = process.stdout.columns || 80;
  const verdicts: Verdict[] = [];
  for (const step of steps) {
    const examination = examiner.examine(step, width);
    // The machine has more than one core: the next process can start meanwhile.
    const next = steps[verdicts.length + 1];
    if (next) examiner.prepare(next);
    const verdict = await examination;
    verdicts.push(verdict);
    recordVerdict(step, verdict);
    if (set.has('json')) continue;
    const text = set.has('all') ? oneLine(step, verdict) : verdictLines(step, verdict, { width }).join('\n');
    process.stdout.write(`${text}\n`);
  }
  return verdicts;
}

function oneLine({ name, number }: Step, { passed, claims, total, broken }: Verdict): string {
  if (passed) return colour.green(`[x] ${name}`);
  const held = claims.filter(({ holds }) => holds).length;
  return `[ ] ${name}  ${broken ? plain(broken).split('\n')[0] : `${held} of ${total} claims hold`} (npm start check ${number})`;
}
