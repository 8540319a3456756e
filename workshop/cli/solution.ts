import { stateOf } from '../catalog/progress.ts';
import { solutionDiff, whyItWorks } from '../catalog/compare-solution.ts';
import { existsSync } from 'node:fs';
import { urlOf, type Step } from '../catalog/steps.ts';
import { colour } from '../runtime/printer.ts';
import { readWords, stepOrCurrent } from './read-words.ts';
import { wrap } from '../draw/wrap.ts';

/** npm start solution 3: the answer against the solution; before it has passed only with `reveal`. */
export async function solution(args: string[]): Promise<number> {
  const { words, set } = readWords(args, ['reveal'], 1);
  const step = await stepOrCurrent(words[0]);
  if (stateOf(step) !== 'done' && !set.has('reveal')) {
    process.stdout.write(
      `Your answer has not passed yet. A hint: npm start hint ${step.number}. The solution anyway: npm start solution ${step.number} reveal\n`,
    );
    return 1;
  }
  process.stdout.write(`${solutionLines(step).join('\n')}\n`);
  return 0;
}

/** The difference in colour, and why the solution works. */
export function solutionLines(step: Step, width = process.stdout.columns || 80): string[] {
  const why = wrap(whyItWorks(step), Math.min(width, 100));
  if (!existsSync(urlOf(step.exercise)))
    return [`${step.exercise} is not there. The solution is in ${step.solution}.`, '', ...why];
  const diff = solutionDiff(step).map((line) => {
    if (line.startsWith('+')) return colour.green(line);
    if (line.startsWith('-')) return colour.red(line);
    return line === '@@' ? colour.dim('@@') : line;
  });
  const title =
    diff.length > 0
      ? [`- ${step.exercise}`, `+ ${step.solution}`, '']
      : ['Your answer is the solution, to the letter.', ''];
  return [...title, ...diff, ...(diff.length > 0 ? [''] : []), ...why];
}
