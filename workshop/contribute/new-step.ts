import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../runtime/arguments.ts';
import { root, stepNames } from '../catalog/steps.ts';

/** The files of a step: the template, and what is made of it. */
const files: [template: string, path: string][] = [
  ['steps/step.ts', 'steps/NAME.ts'],
  ['steps/step.plain.ts', 'steps/NAME.plain.ts'],
  ['steps/step.md', 'steps/NAME.md'],
  ['exercises/exercise.ts', 'exercises/NAME.ts'],
  ['exercises/exercise.ts', 'test/untouched/NAME.ts'],
  ['solutions/solution.ts', 'solutions/NAME.ts'],
  ['test/steps/step.test.ts', 'test/steps/NAME.test.ts'],
  ['test/exercises/exercise.test.ts', 'test/exercises/NAME.test.ts'],
  ['test/mistakes/one-after-the-other.ts', 'test/mistakes/NAME/one-after-the-other.ts'],
  ['test/answers/started-in-a-loop.ts', 'test/answers/NAME/started-in-a-loop.ts'],
];

/** What a new step is filled with until somebody writes it. The tests are red while one is left. */
export const gap = 'FILL IN:';

/**
 * Makes the files of a new step, and its row in the README.
 *
 * @param args the number, which must be the next one, and the topic: `12 my-topic`
 * @returns the files that were made
 * @throws UsageError before anything is written, when an argument cannot be used or a file is there already
 *
 * @example
 * newStep(['12', 'my-topic']); // ['steps/12-my-topic.ts', …]
 */
export function newStep(args: string[]): string[] {
  const [number = '', topic = ''] = args;
  const example = 'Write it like this: npm run new-step 12 my-topic';
  const next = String(stepNames().length + 1).padStart(2, '0');
  if (args.length !== 2)
    throw new UsageError(`A new step takes a number and a topic; it was given ${said(args)}. ${example}`);
  if (number.padStart(2, '0') !== next) {
    throw new UsageError(
      `The next step is ${next}; it was given "${number}". Steps are numbered without a gap.`,
    );
  }
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(topic)) {
    throw new UsageError(
      `A topic is lower-case words with hyphens between; it was given "${topic}". ${example}`,
    );
  }

  const name = `${next}-${topic}`;
  const made = files.map(([template, path]) => ({ template, path: path.replace('NAME', name) }));
  const taken = made.find(({ path }) => existsSync(new URL(path, root)));
  if (taken) throw new UsageError(`${taken.path} is there already. Move it away, or choose another topic.`);

  const values = {
    name,
    number: next,
    plain: String(Number(next)),
    title: capital(topic.replaceAll('-', ' ')),
  };
  for (const { template, path } of made)
    write(path, fill(read(`workshop/contribute/step-template/${template}.template`), values));
  write(
    'README.md',
    withRow(
      read('README.md'),
      `| [${next} ${topic}](steps/${name}.md) | ${gap} what the reader will be able to do at work |`,
    ),
  );
  return [...made.map(({ path }) => path), 'README.md'];
}

/** The moves from the files to a step, in order. */
export function instructions(made: string[]): string {
  const [step, plain, lesson, exercise, untouched, solution, stepTest, claims, mistake, answer] = made;
  return `Made, with a row in the README:
${made.map((path) => `  ${path}\n`).join('')}
They are a small step that works. What is yours to write is marked "${gap}", and npm test lists the marks. Until the
end it says too that the documents are old: move 4 mends that.

1. The program: ${step}. Run it: npx tsx ${step}
   Then say what it prints, line by line, in ${stepTest}. Try: npx vitest run --project workshop ${stepTest}
   The same for the reader's own code, without the workshop: ${plain}. Run it, and with "bug" the broken code of "At work".
2. The exercise: ${untouched}. Copy it to ${exercise} whenever it changes: there learners answer.
   Solve it in ${solution}, with three hints for every function at its end.
   First a repair, then a function that uses the idea, then one that builds it; each comment begins with its size.
   Claim what is right in ${claims}. Try: npx vitest run --project workshop ${claims}
3. What people get wrong, a file each, its first line the cause that the coach is to name: ${mistake}
   What else is right, a file each: ${answer}
4. The lesson: ${lesson}, and its row in README.md. Then: npm run docs, which writes the transcripts and pictures in.
5. npm test. Then npm run check, which needs its tools once: npm ci --prefix workshop/contribute
   It formats when it is asked to: npm run check fix. Copy ${untouched} to ${exercise} after that.
   When both are green and no "${gap}" is left, the step is done.`;
}

function write(path: string, text: string): void {
  const file = fileURLToPath(new URL(path, root));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8').replaceAll('\r\n', '\n');
}

function fill(template: string, values: Record<string, string>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => values[key]!);
}

/** Puts a row under the last row that names a step. */
function withRow(readme: string, row: string): string {
  const lines = readme.split('\n');
  const last = lines.findLastIndex((line) => /^\| \[\d\d .*\]\(steps\//.test(line));
  if (last === -1)
    throw new UsageError('The README has no table of steps: a row begins with "| [01 topic](steps/…".');
  return lines.toSpliced(last + 1, 0, row).join('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function said(args: string[]): string {
  return args.length === 0 ? 'nothing' : `"${args.join(' ')}"`;
}
