import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { urlOf, type Step } from '../catalog/steps.ts';
import { startChild, stopChild } from './child.ts';

/** Something that TypeScript says of an answer. */
export interface TypeProblem {
  /** Such as `exercises/03-promise-all.ts:12:9`, counted from 1 as editors do. */
  place: string;
  text: string;
  /** Such as 2322. Below 2000 it is the syntax that is wrong. */
  code: number;
}

/** A check of types, under way in a process of its own. */
export interface TypeCheck {
  /** What is wrong; `undefined` when TypeScript could not be asked, or was stopped. */
  problems: Promise<TypeProblem[] | undefined>;
  stop(): void;
}

/** How long TypeScript may take, in ms. It needs a quarter of a second. */
const patience = 20_000;

/**
 * Asks TypeScript what it thinks of some answers, with the settings of `tsconfig.json`. On one thread, since answers are
 * judged at the same time and must not wait.
 */
export function checkTypes(steps: Step[]): TypeCheck {
  if (steps.length === 0) return { problems: Promise.resolve([]), stop: () => {} };
  const files = steps.map(({ exercise }) => exercise);
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const options = ['--ignoreConfig', '--singleThreaded', '--pretty', 'false', ...settings()];
  const child = startChild([join(typescript, 'bin', 'tsc'), ...options, ...files], {}, [
    'ignore',
    'pipe',
    'ignore',
  ]);
  const late = setTimeout(() => stopChild(child), patience);
  giveWay(child.pid);
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const problems = new Promise<TypeProblem[] | undefined>((resolve) => {
    child.once('error', () => resolve(undefined));
    child.once('close', (code) => {
      clearTimeout(late);
      const found = readProblems(said, files);
      // 1 and 2 are what tsc ends with when it has something to say.
      resolve(code === 0 || ((code === 1 || code === 2) && said !== '') ? found : undefined);
    });
  });
  return { problems, stop: () => stopChild(child) };
}

/** Where cores are few, the verdict comes first. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It may be over already, or the system may not allow it: then they share.
  }
}

/**
 * Reads what `tsc --pretty false` prints; what it says of other files is no concern of the answers.
 *
 * @example
 * readProblems("exercises/a.ts(1,14): error TS2322: Type 'string' is not …", ['exercises/a.ts']);
 */
export function readProblems(said: string, files: string[]): TypeProblem[] {
  const problems: TypeProblem[] = [];
  for (const line of said.split(/\r?\n/)) {
    const found = /^(.+)\((\d+),(\d+)\): error TS(\d+): (.*)$/.exec(line);
    if (!found) continue;
    const [, path = '', row, column, code, text = ''] = found;
    const file = path.replaceAll('\\', '/');
    if (files.includes(file)) problems.push({ place: `${file}:${row}:${column}`, text, code: Number(code) });
  }
  return problems;
}

/** The settings of `tsconfig.json` as tsc takes them on its command line, where only some files are to be checked. */
function settings(): string[] {
  const { compilerOptions } = JSON.parse(readFileSync(urlOf('tsconfig.json'), 'utf8')) as {
    compilerOptions: Record<string, string | boolean | string[]>;
  };
  return Object.entries(compilerOptions).flatMap(([name, value]) => [`--${name}`, String(value)]);
}
