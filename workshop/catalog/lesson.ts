import { fileURLToPath } from 'node:url';
import { formatLine } from '../runtime/transcript.ts';
import { root, stepNames, textOf } from './steps.ts';
import type { Run } from '../runtime/run-program.ts';

/** One program that a lesson shows: a step, and the arguments it is run with. */
export interface Example {
  step: string;
  args: string[];
}

/**
 * Whether a step can only be run in real time: it says `export const clock = 'real'`, because it depends on what the
 * virtual clock cannot see, such as other threads, processes or a database.
 */
export function isReal(step: string): boolean {
  return /^export const clock = 'real'/m.test(textOf(`steps/${step}.ts`) ?? '');
}

/** Runs an example on the virtual clock, or in real time where it has to be. */
export async function runExample({ step, args }: Example): Promise<Run> {
  const { main } = (await import(new URL(`steps/${step}.ts`, root).href)) as {
    main: (args: string[], signal: AbortSignal) => unknown;
  };
  // A command that only looks for a lesson need not wait for it.
  const { runProgram } = await import('../runtime/run-program.ts');
  const clock = isReal(step) ? 'real' : 'virtual';
  return runProgram(() => main(args, new AbortController().signal), { clock });
}

/** What a lesson can show of a run, by the word that asks for it. Each gives Markdown. */
export type Exhibits = Record<string, (examples: Example[], current: string) => Promise<string>>;

const block = /^( *)<!-- run: (\w+)(.*?) -->\n([^]*?)^ *<!-- end -->$/gm;

/**
 * Writes what really happens into a lesson: between `<!-- run: transcript 2 1 -->` and `<!-- end -->` comes what the
 * step prints with the arguments 2 1. Several programs are divided by `|`, and one that begins with the name of a
 * step is that step: `<!-- run: timeline 02-awaited-sequence | 03-promise-all -->`. After `plain` come the arguments of
 * the step's plain program: `<!-- run: plain bug -->`.
 *
 * @param text the lesson
 * @param step the step it belongs to
 * @param exhibits what can come after `run:`; each is given the programs, and what is there now
 * @returns the lesson with all its blocks filled anew; everything else stays as it is
 */
export async function fillLesson(text: string, step: string, exhibits: Exhibits): Promise<string> {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(block)) {
    const [whole, indent = '', kind = '', words = '', current = ''] = match;
    const exhibit = exhibits[kind];
    if (!exhibit) {
      throw new Error(
        `${step}.md asks for "${kind}"; a lesson can show: ${Object.keys(exhibits).join(', ')}.`,
      );
    }
    const content = await exhibit(
      readExamples(words, step),
      current.replaceAll(/^ */gm, (spaces) => spaces.slice(indent.length)),
    );
    const filled = `<!-- run: ${kind}${words} -->\n${content.trimEnd()}\n<!-- end -->`;
    parts.push(text.slice(end, match.index), filled.replaceAll(/^(?=.)/gm, indent));
    end = match.index + whole.length;
  }
  return parts.join('') + text.slice(end);
}

/**
 * The programs that a lesson shows, one list for each of its blocks of a kind.
 *
 * @example
 * const [first] = examplesIn(lesson, '03-promise-all', 'timeline');
 */
export function examplesIn(text: string, step: string, kind: string): Example[][] {
  const blocks = [...text.matchAll(block)].filter((match) => match[2] === kind);
  return blocks.map(([, , , words = '']) => readExamples(words, step));
}

function readExamples(words: string, step: string): Example[] {
  return words.split('|').map((part) => {
    const args = part.split(/\s+/).filter((word) => word !== '');
    const [first, ...others] = args;
    return first && stepNames().includes(first) ? { step: first, args: others } : { step, args };
  });
}

/** The file of a step. */
export function stepFile(step: string): string {
  return fileURLToPath(new URL(`steps/${step}.ts`, root));
}

/** An example as one would type it: `04-scheduled-tasks 2 1`. */
export function titleOf({ step, args }: Example): string {
  return [step, ...args].join(' ');
}

/** The exhibit that every lesson has: the lines as they are printed. */
export async function transcript(examples: Example[]): Promise<string> {
  const runs = await inTurn(examples, runExample);
  return runs
    .map(({ lines }) => `\`\`\`text\n${lines.map((line) => formatLine(line)).join('\n')}\n\`\`\``)
    .join('\n\n');
}

/** Does `work` for one item after the other, since programs run one at a time. */
export async function inTurn<Item, Result>(
  items: Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/** The same picture for a telephone, where the other would be too small to read. */
export function narrowPicture(file: string): string {
  return file.replace(/\.svg$/, '-narrow.svg');
}
