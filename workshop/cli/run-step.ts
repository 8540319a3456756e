import { fileURLToPath } from 'node:url';
import { UsageError } from '../runtime/arguments.ts';
import { isReal } from '../catalog/lesson.ts';
import { lessonOf, stepCalled, urlOf } from '../catalog/steps.ts';
import { endingLines, unseenLine } from '../runtime/ending.ts';
import { importTypeScript } from '../runtime/import-typescript.ts';
import { inSeconds } from '../runtime/transcript.ts';
import { colour, Printer } from '../runtime/printer.ts';

interface Program {
  main?: (args: string[]) => unknown;
}

/** npm start 3: where the files of a step are, and then its program, in real time or (`instant`) on the virtual clock. */
export async function run([word = '', ...rest]: string[]): Promise<number> {
  const step = stepCalled(word);
  const instant = rest.some(isInstant) || process.env['npm_config_instant'] === 'true';
  // All other words are the program's own.
  const args = rest.filter((each) => each !== '--' && !isInstant(each));
  const title = colour.bold(`${step.name.slice(0, 2)} ${lessonOf(step).title}`);
  const places = [`lesson    ${step.lesson}`, `exercise  ${step.exercise}`, `claims    ${step.claims}`];
  process.stdout.write(`${title}\n${places.join('\n')}\n\n`);

  const program = urlOf(step.program);
  const real = isReal(step.name);
  if (instant && real)
    process.stdout.write(
      'The virtual clock cannot see sockets, other threads or processes, so this step runs in real time.\n',
    );
  if (!instant || real) {
    // To the step this looks as if Node had been asked to run it, so its own `run` does the rest.
    process.argv = [process.argv[0]!, fileURLToPath(program), ...args];
    await importTypeScript(program.href);
    return Number(process.exitCode ?? 0);
  }
  const { main } = (await importTypeScript(program.href)) as Program;
  if (!main) throw new UsageError(`${step.program} exports no main, so it cannot run on the virtual clock.`);
  const { runProgram } = await import('../runtime/run-program.ts');
  const { lines, elapsed, outcome, unseen, unhandled } = await runProgram(() => main(args));
  const printer = new Printer();
  for (const line of lines) printer.line(line);
  if (outcome.kind === 'failed' && outcome.error instanceof UsageError) throw outcome.error;
  const failures = [...endingLines(outcome, unhandled), ...unseen.map(unseenLine)];
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  process.stdout.write(`${inSeconds(elapsed)} on the virtual clock\n`);
  return failures.length > 0 ? 1 : 0;
}

function isInstant(word: string): boolean {
  return word === '--instant' || word === 'instant';
}
