import { createInterface } from 'node:readline';
import { UsageError } from '../runtime/arguments.ts';
import { ask, readOrder, readSeconds, score, type Question } from '../coach/prediction.ts';
import { isReal } from '../catalog/lesson.ts';
import { memoryOf, remember } from '../catalog/progress.ts';
import { allSteps, lessonOf, stepCalled, textOf, urlOf, type Step } from '../catalog/steps.ts';
import { colour } from '../runtime/printer.ts';
import { importTypeScript } from '../runtime/import-typescript.ts';
import { exactTime, formatLine } from '../runtime/transcript.ts';
import { runProgram, type Run } from '../runtime/run-program.ts';
import { stepOrCurrent } from './read-words.ts';
import { wrap } from '../draw/wrap.ts';

const print = (...lines: string[]) => process.stdout.write(lines.map((line) => `${line}\n`).join(''));

/**
 * npm start predict 3: the lines of a step in another order, and the question in which order they come and how long it
 * takes. The answers are read from standard input, a line each, so it works without a terminal too.
 */
export async function predict([word, ...rest]: string[]): Promise<number> {
  const again =
    word === undefined ? allSteps().find((step) => memoryOf(step).predicted === 'missed') : undefined;
  const step = again ?? (word === undefined ? await stepOrCurrent(undefined) : stepCalled(word));
  if (isReal(step.name))
    throw new UsageError(
      `${step.program} runs in real time, and its lines come in another order each time, so no prediction can be scored. Make yours with ${step.lesson}.`,
    );
  const args = rest.filter((each) => each !== '--');
  const run = await runInstantly(step, args);
  const question = ask(run, step.number);
  const width = Math.min(process.stdout.columns || 80, 100);
  print(
    colour.bold(`${step.name.slice(0, 2)} ${lessonOf(step).title}`),
    ...wrap(`Read ${step.program} first. It prints these lines, in another order:`, width),
    '',
    ...question.shown.map(
      (place, i) =>
        `${String(i + 1).padStart(3)}  ${question.lines[place]!.lane.padEnd(11)}  ${question.lines[place]!.text}`,
    ),
    '',
  );
  if (/\brandom\(/.test(textOf(step.program) ?? ''))
    print('These are the numbers that it draws:', ...(question.numbers ?? []).map((line) => `  ${line}`), '');
  const answers = await readAnswers(question);
  if (!answers) {
    print('', 'No answer, no score.');
    return 1;
  }
  const { right, total, totalTime, why } = score(question, run, answers.order, answers.total);
  const good = right === total && totalTime !== 'wrong';
  remember(step, { predicted: good ? 'right' : 'missed' });
  const time = totalTime === 'not given' ? '' : `, and the total is ${totalTime}`;
  print('', (good ? colour.green : colour.yellow)(`${right} of ${total} lines at their place${time}.`), '');
  for (const line of question.lines) print(formatLine(line));
  print(`It takes ${exactTime(run.elapsed)}.`, ...why.flatMap((each) => ['', ...wrap(each, width)]));
  if (!good) print('', 'This one will be asked again: npm start predict');
  return 0;
}

async function runInstantly(step: Step, args: string[]): Promise<Run> {
  const { main } = (await importTypeScript(urlOf(step.program).href)) as {
    main?: (args: string[]) => unknown;
  };
  if (!main) throw new UsageError(`${step.program} exports no main, so there is nothing to predict.`);
  const run = await runProgram(() => main(args), { limit: { timers: 100_000 } });
  if (run.outcome.kind === 'failed' && run.outcome.error instanceof UsageError) throw run.outcome.error;
  if (run.lines.length === 0)
    throw new UsageError(`${step.program} prints nothing, so there is nothing to predict.`);
  return run;
}

/** Asks until both answers can be read; `undefined` when the input ends before that. */
async function readAnswers({
  lines,
}: Question): Promise<{ order: number[]; total: number | undefined } | undefined> {
  const input = createInterface({ input: process.stdin, terminal: false });
  const rows = input[Symbol.asyncIterator]();
  const next = async (question: string): Promise<string | undefined> => {
    process.stdout.write(question);
    const { value, done } = await rows.next();
    return done ? undefined : value;
  };
  try {
    for (;;) {
      const text = await next('In which order? The numbers, such as 2 1 3: ');
      if (text === undefined) return undefined;
      const order = readOrder(text, lines.length);
      if (typeof order === 'string') {
        print(order);
        continue;
      }
      const seconds = await next('How many seconds in all? ');
      const total = readSeconds(seconds ?? '');
      if (seconds !== undefined && seconds.trim() !== '' && total === undefined)
        print('(That is no number of seconds; it does not count.)');
      return { order, total };
    }
  } finally {
    input.close();
  }
}
