import { UsageError } from '../runtime/arguments.ts';
import { reset as bringBack } from '../catalog/reset-exercise.ts';
import { stepCalled } from '../catalog/steps.ts';
import { readWords } from './read-words.ts';

/** npm start reset 3: the exercise as it was in the beginning; a copy of the answer is kept. */
export async function reset(args: string[]): Promise<number> {
  const { words } = readWords(args, [], 1);
  if (words[0] === undefined) throw new UsageError('Which exercise? For example: npm start reset 3');
  const step = stepCalled(words[0]);
  const kept = bringBack(step);
  const copy = kept ? `What was there is kept in ${kept}` : 'There was nothing of yours to keep.';
  process.stdout.write(`${step.exercise} is as it was in the beginning. ${copy}\n`);
  return 0;
}
