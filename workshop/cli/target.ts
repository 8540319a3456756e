import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { UsageError } from '../runtime/arguments.ts';
import { examplesIn, stepFile, titleOf, type Example } from '../catalog/lesson.ts';
import { root, stepNames } from '../catalog/steps.ts';
import { recordRuns, type Recording, type Target } from '../record/record-runs.ts';
import type { Run } from '../runtime/run-program.ts';

/** A program to draw, and what it is called in the picture. */
export interface TitledTarget extends Target {
  title: string;
}

/** What follows `timeline` or `loop`. */
export interface Asked {
  targets: TitledTarget[];
  /** The files to be written, by their kind. */
  files: Map<string, string>;
  /** The switches that were given. */
  set: Set<string>;
}

/**
 * Reads what follows `timeline` or `loop`: `5`, `5 in-order + 5`, `my-script.ts 1 2 svg picture.svg open`. What comes after
 * `--` belongs to the program, whatever it is.
 *
 * @param kinds the words that come before the name of a file to write
 * @param switches words that take no value
 * @throws UsageError for what cannot be found, and for a file that is there already
 */
export function readTargets(args: string[], kinds: string[], switches: string[] = []): Asked {
  const files = new Map<string, string>();
  const set = new Set<string>();
  const groups: string[][] = [[]];
  // npm takes options for its own, unless they come after `--`, and passes them on in the environment.
  for (const kind of kinds) {
    const given = process.env[`npm_config_${kind}`];
    if (given) files.set(kind, given);
  }
  for (const name of [...switches, 'overwrite'])
    if (process.env[`npm_config_${name}`] === 'true') set.add(name);
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  for (let at = 0; at < end; at += 1) {
    const [word = '', value] = args[at]!.replace(/^--/, '').split(/=(.*)/s);
    if (kinds.includes(word)) files.set(word, value ?? args[(at += 1)] ?? '');
    else if (word === 'overwrite' || switches.includes(word)) set.add(word);
    else if (word === '+') groups.push([]);
    else groups.at(-1)!.push(args[at]!);
  }
  groups.at(-1)!.push(...args.slice(end + 1));
  for (const [kind, file] of files) checkFile(kind, file, set.has('overwrite'));
  return { targets: groups.map(targetOf), files, set };
}

/** Before anything is run, which may take a while. */
function checkFile(kind: string, file: string, overwrite: boolean): void {
  if (file === '' || file === 'true' || file.startsWith('-'))
    throw new UsageError(`After ${kind} comes the name of the file to write, as in: ${kind} picture.${kind}`);
  if (!existsSync(dirname(file)))
    throw new UsageError(`${file} cannot be written: there is no folder ${dirname(file)}.`);
  if (existsSync(file) && !overwrite)
    throw new UsageError(`${file} is there already. Give another name, or add the word: overwrite`);
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

/** The step whose program this is, if it is one's. */
export function stepOf({ file }: Target): string | undefined {
  return stepNames().find((step) => stepFile(step) === file);
}

/** Records programs; what keeps one from running is told in one line. */
export async function record(targets: Target[]): Promise<Recording[]> {
  const recordings = await recordRuns(targets);
  for (const { run } of recordings) refuseUnlessRun(run);
  return recordings;
}

/** @throws UsageError for a program that failed before it did anything, as one does that cannot use its arguments */
export function refuseUnlessRun({ outcome, lines }: Pick<Run, 'outcome' | 'lines'>): void {
  if (outcome.kind === 'failed' && lines.length === 0) throw new UsageError(String(outcome.error));
}
