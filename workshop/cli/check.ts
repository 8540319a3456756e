import { recordVerdict } from '../catalog/record-verdict.ts';
import { allSteps, isUntouched, type Step } from '../catalog/steps.ts';
import { Examiner } from '../coach/examiner.ts';
import { checkTypes, type TypeProblem } from '../coach/types.ts';
import { withTypes, type Verdict } from '../coach/verdict.ts';
import { wrap } from '../draw/wrap.ts';
import { readWords, stepOrCurrent } from './read-words.ts';

/** npm start check 3: what the claims say about one answer; `check all`: about all of them. Status 1 unless all pass. */
export async function check(args: string[]): Promise<number> {
  const { words, set } = readWords(args, ['all', 'json'], 1);
  const isAll = set.has('all') && words.length === 0;
  const steps = isAll ? allSteps() : [await stepOrCurrent(words[0])];
  const examiner = new Examiner();
  // The examining process first, since the verdict depends on it; TypeScript beside it.
  examiner.prepare(steps[0]!);
  const types = checkTypes(steps.filter((step) => !isUntouched(step)));
  const close = () => {
    examiner.close();
    types.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      close();
      process.exit(130);
    });
  }
  // What prints is read while both are starting, and so is what breaks lines, which takes longest.
  const { inFull, oneLine, whatNext } = await import('./check-report.ts');
  wrap('a b', 1);
  const print = (text: string) => void (set.has('json') || process.stdout.write(`${text}\n`));
  try {
    const verdicts: Verdict[] = [];
    for (const [at, step] of steps.entries()) {
      const examination = examiner.examine(step, screenWidth());
      // The machine has more than one core: the next process can start meanwhile.
      if (steps[at + 1]) examiner.prepare(steps[at + 1]!);
      const judged = await examination;
      if (!isAll) print(inFull(step, judged, screenWidth()));
      const verdict = withTypes(judged, problemsOf(step, await types.problems));
      recordVerdict(step, verdict);
      print(isAll ? oneLine(step, verdict) : whatNext(step, verdict, screenWidth()));
      verdicts.push(verdict);
    }
    if (set.has('json')) process.stdout.write(`${JSON.stringify(isAll ? verdicts : verdicts[0], null, 2)}\n`);
    return verdicts.every(({ passed }) => passed) ? 0 : 1;
  } finally {
    close();
  }
}

function screenWidth(): number {
  return process.stdout.columns || 80;
}

function problemsOf({ exercise }: Step, types: TypeProblem[] | undefined): TypeProblem[] | undefined {
  return types?.filter(({ place }) => place.startsWith(`${exercise}:`));
}
