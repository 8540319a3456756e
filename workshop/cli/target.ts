import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { UsageError } from '../runtime/arguments.ts';
import { examplesIn, stepFile, titleOf, type Example } from '../catalog/lesson.ts';
import { root, stepNames } from '../catalog/steps.ts';
import { recordRuns, type Recording, type Target } from '../record/record-runs.ts';

/** A program to draw, and what it is called in the picture. */
export interface TitledTarget extends Target {
  title: string;
}

/**
 * Reads what follows `timeline` or `loop`: `5`, `5 in-order + 5`, `my-script.ts 1 2 --svg picture.svg`.
 *
 * @param kinds the options that take the name of a file to write
 * @returns the programs, and the files to be written, by their kind
 * @throws UsageError for what cannot be found
 */
export function readTargets(
  args: string[],
  kinds: string[],
): { targets: TitledTarget[]; files: Map<string, string> } {
  const files = new Map<string, string>();
  const groups: string[][] = [[]];
  // npm takes options for its own, unless they come after `--`, and passes them on in the environment.
  for (const kind of kinds) {
    const given = process.env[`npm_config_${kind}`];
    if (given) files.set(kind, given);
  }
  for (let at = 0; at < args.length; at += 1) {
    const [word, value] = args[at]!.split(/=(.*)/s);
    const kind = kinds.find((each) => word === `--${each}`);
    if (kind) files.set(kind, value ?? args[(at += 1)] ?? '');
    else if (word === '+') groups.push([]);
    else groups.at(-1)!.push(args[at]!);
  }
  for (const [kind, file] of files) {
    if (file === '' || file === 'true' || file.startsWith('-'))
      throw new UsageError(
        `--${kind} takes the name of the file to write, as in: -- --${kind} picture.${kind}`,
      );
  }
  return { targets: groups.map(targetOf), files };
}

function targetOf([first, ...args]: string[]): TitledTarget {
  if (first === undefined)
    throw new UsageError('Which program? Give the number of a step, or the name of a file.');
  const step = stepNames().find((each) => each === first || Number(each.slice(0, 2)) === Number(first));
  if (step) return exampleTarget({ step, args });
  if (existsSync(first)) return { title: [basename(first), ...args].join(' '), file: first, args };
  throw new UsageError(`"${first}" is neither a step nor a file. The steps: npm start list`);
}

function exampleTarget({ step, args }: Example): TitledTarget {
  return { title: titleOf({ step, args }), file: stepFile(step), args };
}

/** The programs that a lesson shows in its first timeline, if it is the lesson of this one and no arguments are given. */
export function lessonTargets({ title }: Pick<TitledTarget, 'title'>): TitledTarget[] {
  const lesson = new URL(`steps/${title}.md`, root);
  if (!stepNames().includes(title) || !existsSync(lesson)) return [];
  const [shown = []] = examplesIn(readFileSync(lesson, 'utf8'), title, 'timeline');
  return shown.map(exampleTarget);
}

/** Records programs; what keeps one from running is told in one line. */
export async function record(targets: Target[]): Promise<Recording[]> {
  const recordings = await recordRuns(targets);
  for (const { run } of recordings)
    if (run.outcome.kind === 'failed' && run.lines.length === 0)
      throw new UsageError(String(run.outcome.error));
  return recordings;
}
