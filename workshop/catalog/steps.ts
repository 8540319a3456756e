import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../runtime/arguments.ts';

/** One step of the workshop, and where its files are (paths from the workshop's folder). */
export interface Step {
  /** Such as `03-promise-all`. */
  name: string;
  /** Such as `3`. */
  number: number;
  program: string;
  /** The same idea without the workshop, for the reader's own code. */
  plain: string;
  lesson: string;
  exercise: string;
  untouched: string;
  solution: string;
  claims: string;
}

/** What a lesson says of itself. */
export interface Lesson {
  title: string;
  /** "You will be able to …" */
  abilities: string[];
}

/** The folder that holds steps, exercises, solutions and the rest. */
export const root = new URL('../../', import.meta.url);

/** The workshop's folder, as a path of this system. */
export const folder = fileURLToPath(root);

/** The place of a file of the workshop. */
export function urlOf(file: string): URL {
  return new URL(file.split('/').map(encodeURIComponent).join('/'), root);
}

/** No lesson and no answer is so long. */
const mostBytes = 1_000_000;

/**
 * The text of a file without its byte order mark and with plain line ends, or `undefined` when there is none.
 *
 * @throws UsageError for what is there and is no file to read: a folder, a pipe, a device would never come to an end
 */
export function textOf(file: string): string | undefined {
  const found = statSync(urlOf(file), { throwIfNoEntry: false });
  if (!found) return undefined;
  const other = otherThanFile(found);
  if (other)
    throw new UsageError(
      `There is ${other} where a file should be: ${file}. Move it away; npm start reset brings the original back.`,
    );
  return readFileSync(urlOf(file), 'utf8')
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n');
}

function otherThanFile(found: Stats): string | undefined {
  if (found.isDirectory()) return 'a folder';
  if (found.isFIFO()) return 'a pipe';
  if (found.isSocket()) return 'a socket';
  if (!found.isFile()) return 'a device';
  if (found.size > mostBytes) return `something of ${Math.round(found.size / 1e6)} MB`;
  return undefined;
}

/** Whether nobody has changed the exercise yet. */
export function isUntouched({ exercise, untouched }: Step): boolean {
  try {
    return textOf(exercise) === textOf(untouched);
  } catch {
    return false;
  }
}

/** All steps, in order. The names of the files in `steps/` are the only list there is. */
export function allSteps(): Step[] {
  const names = readdirSync(urlOf('steps/')).filter((file) => /^\d\d-[^.]+\.ts$/.test(file));
  return names.sort().map((file) => {
    const name = file.slice(0, -'.ts'.length);
    return {
      name,
      number: Number(name.slice(0, 2)),
      program: `steps/${name}.ts`,
      plain: `steps/${name}.plain.ts`,
      lesson: `steps/${name}.md`,
      exercise: `exercises/${name}.ts`,
      untouched: `test/untouched/${name}.ts`,
      solution: `solutions/${name}.ts`,
      claims: `test/exercises/${name}.test.ts`,
    };
  });
}

/** The names of all steps, such as `03-promise-all`, in their order. */
export function stepNames(): string[] {
  return allSteps().map(({ name }) => name);
}

/** The step that somebody means with `3`, `03`, `03-promise-all`, `promise-all` or a path of it; else `undefined`. */
export function findStep(word: string, steps = allSteps()): Step | undefined {
  const plain = word
    .replace(/^.*[/\\]/, '')
    .replace(/(\.test|\.plain)?\.(ts|md)$/, '')
    .toLowerCase();
  if (/^\d+$/.test(plain)) return steps.find(({ number }) => number === Number(plain));
  return steps.find(({ name }) => name === plain || name.slice(3) === plain);
}

/**
 * The same, for a word that must be a step.
 *
 * @throws UsageError one line that says which steps there are
 */
export function stepCalled(word: string): Step {
  const steps = allSteps();
  const found = findStep(word, steps);
  if (found) return found;
  const [first, last] = [steps[0], steps.at(-1)];
  throw new UsageError(
    first && last
      ? `There is no step "${word}". A step is a number from ${first.number} to ${last.number} or a name such as ${first.name.slice(3)}: npm start list`
      : `There is no step "${word}": the folder steps/ is empty.`,
  );
}

/** The lesson's first heading, and the list after "You will be able to". */
export function lessonOf({ lesson, name }: Step): Lesson {
  const text = textOf(lesson) ?? '';
  const title = /^# (?:\d+ )?(.+)$/m.exec(text)?.[1]?.trim() ?? name.slice(3).replaceAll('-', ' ');
  const [, list = ''] = /^You will be able to[^\n]*\n\n((?:- .*\n(?: {2}.*\n)*)+)/m.exec(text) ?? [];
  const abilities = [...list.matchAll(/^- (.+(?:\n {2}\S.*)*)/gm)].map(([, item]) =>
    item!.replace(/\s*\n\s*/g, ' '),
  );
  return { title, abilities: abilities.map((each) => each.replace(/[,.;]?( and)?$/, '')) };
}
