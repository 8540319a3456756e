import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explainScriptError } from '../record/script-error.ts';
import type { Target } from '../record/record-runs.ts';
import { UsageError } from '../runtime/arguments.ts';
import { Printer } from '../runtime/printer.ts';
import { runProgram, type Run } from '../runtime/run-program.ts';

/** Nobody waits longer for a picture, in ms. */
const longest = 60_000;

/**
 * Runs the `main` of a program in this process, in real time. Its lines are printed as they come.
 *
 * @returns the run; a failure in it is told in words, with file and line
 * @throws UsageError for a script without `main`: importing it would run it, and nobody would watch
 *
 * @example
 * const run = await runMain({ file: 'steps/05-launch-order.ts', args: [] });
 */
export async function runMain({ file, args }: Target): Promise<Run> {
  const path = resolve(file);
  if (!/^export\b.*\bmain\b/m.test(readFileSync(path, 'utf8')))
    throw new UsageError(
      `${basename(file)} exports no main, as the steps do: draw it without the word real.`,
    );
  const load = async () => (await import(pathToFileURL(path).href)) as { main(...given: unknown[]): unknown };
  const { main } = await load().catch((error: unknown) => {
    throw new UsageError(explainScriptError(path, error));
  });
  const options = { clock: 'real', limit: { ms: longest }, observer: new Printer() } as const;
  const run = await runProgram(() => main(args, new AbortController().signal), options);
  const { outcome } = run;
  if (outcome.kind !== 'failed') return run;
  return { ...run, outcome: { kind: 'failed', error: explainScriptError(path, outcome.error) } };
}
