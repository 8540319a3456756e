import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../arguments.ts';
import { root, stepNames } from '../lesson.ts';
import { recordRun, type Recording } from './record.ts';

/** A program to draw: a file, and its arguments. */
export interface Target {
  title: string;
  file: string;
  args: string[];
}

/** What the command line of a picture asks for. */
export interface Wish {
  targets: Target[];
  /** Files to be written, by their kind. */
  files: Map<string, string>;
}

/**
 * Reads what follows `timeline` or `loop`: `5`, `5 in-order + 5`, `my-script.ts 1 2 --svg picture.svg`.
 *
 * @param kinds the options that take the name of a file to write
 * @throws UsageError for what cannot be found
 */
export function readWish(args: string[], kinds: string[]): Wish {
  const files = new Map<string, string>();
  const rest: string[] = [];
  // npm takes options for its own, unless they stand behind `--`, and hands them on in the environment.
  for (const kind of kinds) {
    const given = process.env[`npm_config_${kind}`];
    if (given) files.set(kind, given);
  }
  for (let at = 0; at < args.length; at += 1) {
    const [word, value] = args[at]!.split(/=(.*)/s);
    const kind = kinds.find((each) => word === `--${each}`);
    if (!kind) rest.push(args[at]!);
    else files.set(kind, value ?? args[(at += 1)] ?? '');
  }
  for (const [kind, file] of files) {
    if (file === '' || file === 'true' || file.startsWith('-')) {
      throw new UsageError(
        `--${kind} takes the name of the file to write, as in: -- --${kind} picture.${kind}`,
      );
    }
  }
  const groups: string[][] = [[]];
  for (const word of rest) {
    if (word === '+') groups.push([]);
    else groups.at(-1)!.push(word);
  }
  return { targets: groups.map(targetOf), files };
}

function targetOf([first, ...args]: string[]): Target {
  if (first === undefined)
    throw new UsageError('Which program? Give the number of a step, or the name of a file.');
  const name = /^\d+$/.test(first)
    ? stepNames().find((each) => Number(each.slice(0, 2)) === Number(first))
    : stepNames().find((each) => each === first);
  if (name)
    return { title: [name, ...args].join(' '), file: fileURLToPath(new URL(`steps/${name}.ts`, root)), args };
  if (existsSync(first)) return { title: [basename(first), ...args].join(' '), file: first, args };
  throw new UsageError(`"${first}" is neither a step nor a file. The steps: npm start list`);
}

/** The programs that a lesson shows in its first timeline, if it is the lesson of this one and no arguments are given. */
export function lessonTargets({ title, args }: Target): Target[] {
  const lesson = new URL(`steps/${title}.md`, root);
  if (args.length > 0 || !stepNames().includes(title) || !existsSync(lesson)) return [];
  const [, shown] = /<!-- run: timeline(.*?) -->/.exec(readFileSync(lesson, 'utf8')) ?? [];
  return (shown?.split('|') ?? []).flatMap((words) => {
    const [first, ...others] = words
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '');
    const other = first !== undefined && /^\d\d-/.test(first);
    if (other && !stepNames().includes(first)) return [];
    return [
      targetOf(other ? [first, ...others] : [title, ...(first === undefined ? [] : [first, ...others])]),
    ];
  });
}

/** Records a target; what keeps it from running is told in one line. */
export async function record({ file, args }: Target): Promise<Recording> {
  const recording = await recordRun(file, args);
  const { outcome, lines } = recording.run;
  if (outcome.kind === 'failed' && lines.length === 0) throw new UsageError(String(outcome.error));
  return recording;
}
