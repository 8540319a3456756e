import { currentStep } from '../catalog/current.ts';
import { lessonOf } from '../catalog/steps.ts';
import { colour } from '../runtime/printer.ts';
import { whatNow } from './list.ts';
import { readWords } from './read-words.ts';

/** npm start next: the first exercise that is not done, and how to begin with it. */
export async function next(args: string[]): Promise<number> {
  readWords(args, [], 0);
  const step = currentStep();
  if (!step) {
    process.stdout.write('All exercises are done. Well done!\n');
    return 0;
  }
  const { title, abilities } = lessonOf(step);
  const lines = [
    colour.bold(`${step.name.slice(0, 2)} ${title}`),
    ...(abilities.length > 0 ? ['You will be able to', ...abilities.map((ability) => `- ${ability}`)] : []),
    '',
    ...whatNow(step),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}
