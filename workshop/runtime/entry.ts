import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UsageError } from './arguments.ts';
import { isCancellation } from './cancellation.ts';
import { execute, type Ended } from './execute.ts';
import { endingLines } from './ending.ts';
import { Interruption } from './interruption.ts';
import { Program, unseenFailures } from './program.ts';
import { RealClock } from './real-clock.ts';

/**
 * Makes a file a program, as `asyncio.run` does: calls `main` with the arguments of the command line, and when it has
 * ended cancels every task that is still alive and waits for its cleanup. Does nothing when the file is imported, so
 * that a test can call the same `main`.
 *
 * Ctrl+C cancels `main` through its signal: what is cancelled cleans up, and the exit status is 130 (143 after SIGTERM,
 * which Windows does not have). A second Ctrl+C ends the process immediately.
 *
 * The exit status is 1 when `main` fails, or a task failed and nothing handled it; 2 for arguments it cannot use; and 13,
 * as always in Node, when nothing is left to run and `main` is not done.
 *
 * @param main called with the arguments after the file's name, and with the signal that Ctrl+C aborts
 * @param meta always `import.meta`
 *
 * @example
 * export async function main(args: string[]) { … }
 *
 * await run(main, import.meta);
 */
export async function run(
  main: (args: string[], signal: AbortSignal) => unknown,
  meta: ImportMeta,
): Promise<void> {
  if (!isEntryPoint(meta)) return;
  // A program that only imports the workshop needs no colours.
  const { Printer } = await import('./printer.ts');
  const program = new Program(new RealClock(), new Printer());
  const interruption = new Interruption(program);
  // The reader of our lines may stop reading, as `head` does. That is no error of the program.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const ended = await execute(program, (signal) => main(process.argv.slice(2), signal), {
    drive: (until) => interruption.drive(until),
    timers: () => [],
    // Node itself says what nobody handles, and ends.
    catchUnhandled: () => () => {},
    begins: (job) => interruption.watch(job),
  });
  interruption.close();
  report(ended, unseenFailures(program), interruption);
}

function report({ outcome, unanswered }: Ended, unseen: string[], { signal, status }: Interruption): void {
  const tell = (text: string) => process.stderr.write(`${text}\n`);
  if (outcome.kind === 'deadlocked') {
    tell(endingLines(outcome).join('\n'));
    process.exitCode = 13;
    return;
  }
  if (outcome.kind === 'failed' && outcome.error instanceof UsageError) {
    tell(outcome.error.message);
    process.exitCode = 2;
    return;
  }
  if (unanswered.length > 0) tell(['Cancelled, and does not answer:', ...unanswered].join('\n  '));
  const failed = outcome.kind === 'failed' && !isCancellation(outcome.error, signal);
  if (failed) tell(endingLines(outcome).join('\n'));
  for (const failure of unseen) tell(failure);
  if (failed || unseen.length > 0) process.exitCode = 1;
  // What is still under way now is deaf, and would keep the process alive.
  if (status !== undefined) process.exit(status);
}

/** Whether this is the file that Node was asked to run. Node 20 has no `import.meta.main`. */
function isEntryPoint(meta: ImportMeta): boolean {
  try {
    return realpathSync(process.argv[1] ?? '') === realpathSync(fileURLToPath(meta.url));
  } catch {
    // Node was asked to run no file, but a word such as `-e`.
    return false;
  }
}
