import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Task } from '../asyncio/task.ts';
import { RealClock } from './real-clock.ts';
import { UsageError } from './arguments.ts';
import { explainError } from './explain-error.ts';
import { Printer } from './printer.ts';
import { activate, cancelAll, Program, whoWaits } from './program.ts';

/**
 * Makes a file a program, as `asyncio.run` does: calls `main` with the arguments of the command line, and when it has
 * ended cancels every task that is still alive and waits for its cleanup. Does nothing when the file is imported, so
 * that a test can call the same `main`.
 *
 * The exit status is 1 when `main` fails, or a task failed and nobody looked; 2 for arguments it cannot use; and 13,
 * as always in Node, when nothing is left to run and `main` is not done.
 *
 * @param main called with the arguments after the file's name
 * @param meta always `import.meta`
 *
 * @example
 * export async function main(args: string[]) { … }
 *
 * await run(main, import.meta);
 */
export async function run(main: (args: string[]) => unknown, meta: ImportMeta): Promise<void> {
  if (!isEntryPoint(meta)) return;
  const program = new Program(new RealClock(), new Printer());
  activate(program);
  // Whoever reads our lines may stop reading, as `head` does. That is no error of the program.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

  // Node emits this when nothing is left to run, and not when an error or process.exit() ends the program.
  const reportDeadlock = () => {
    const waits = whoWaits(program).map((line) => `  ${line}\n`);
    process.stderr.write(`Nothing is left to run, and main is not done:\n${waits.join('')}`);
    process.exitCode = 13;
  };
  process.once('beforeExit', reportDeadlock);

  const task = new Task(() => main(process.argv.slice(2)), { name: 'main' });
  task.markSeen();
  await task.schedule().ended;
  await cancelAll(program);
  process.removeListener('beforeExit', reportDeadlock);

  const failures = [...program.unseen].map(
    ({ name, error }) => `${name} failed, and nobody looked: ${explainError(error)}`,
  );
  if (task.error instanceof UsageError) {
    process.stderr.write(`${task.error.message}\n`);
    process.exitCode = 2;
    return;
  }
  if (task.state !== 'fulfilled') failures.unshift(`main failed: ${explainError(task.error)}`);
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  if (failures.length > 0) process.exitCode = 1;
}

/** Whether this is the file that Node was asked to run. Node 20 has no `import.meta.main`. */
function isEntryPoint(meta: ImportMeta): boolean {
  const asked = process.argv[1];
  if (asked === undefined) return false;
  try {
    return realpathSync(asked) === realpathSync(fileURLToPath(meta.url));
  } catch {
    return false;
  }
}
