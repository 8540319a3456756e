import { currentStep } from '../catalog/current.ts';
import { memoryOf, stateOf } from '../catalog/progress.ts';
import { allSteps, lessonOf, type Step } from '../catalog/steps.ts';
import { colour } from '../runtime/printer.ts';
import { wrap } from '../draw/wrap.ts';
import { readWords } from './read-words.ts';

const marks = { done: '[x]', changed: '[~]', open: '[ ]' };

/** npm start list: all steps, what is done, and what to do now. */
export async function list(args: string[]): Promise<number> {
  const { set } = readWords(args, ['json'], 0);
  const current = currentStep();
  const steps = allSteps().map((step) => ({ step, state: stateOf(step), ...lessonOf(step) }));
  if (set.has('json')) {
    const rows = steps.map(({ step, state, title }) => ({
      ...step,
      title,
      state,
      current: step.name === current?.name,
    }));
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return 0;
  }
  const width = process.stdout.columns || 80;
  const rows = steps.flatMap(({ step, state, title }) => {
    const isCurrent = step.name === current?.name;
    const paint = state === 'done' ? colour.green : isCurrent ? colour.bold : String;
    const [first = '', ...rest] = wrap(title, width - 9);
    const row = `${isCurrent ? '>' : ' '} ${marks[state]} ${step.name.slice(0, 2)} ${first}`;
    return [row, ...rest.map((line) => ' '.repeat(9) + line)].map((line) => paint(line));
  });
  const done = steps.filter(({ state }) => state === 'done').length;
  const again = steps
    .filter(({ step }) => memoryOf(step).predicted === 'missed')
    .map(({ step }) => step.number);
  const lines = [
    'Asynchronous concurrency in TypeScript,',
    `one small program at a time. ${done} of ${steps.length} done.`,
    '',
    ...rows,
    '',
    ...(steps.some(({ state }) => state === 'changed') ? ['[~] passed once and was changed since', ''] : []),
    ...(current ? whatNow(current) : ['All exercises are done. Well done!']),
    ...(again.length > 0 ? [`Predict again:   npm start predict ${again[0]}`] : []),
    'Everything else: npm start help',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

/** What to do with a step, in the order in which to do it. */
export function whatNow({ number, lesson, exercise }: Step): string[] {
  return [
    `Read the lesson: ${lesson}`,
    `Run its program: npm start ${number}`,
    `Then solve:      ${exercise}`,
    `and check it:    npm start check ${number}`,
    '(npm start alone, in a terminal, checks whenever you save; q leaves)',
  ];
}
