import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isReal } from '../catalog/lesson.ts';
import { allSteps, folder, textOf, type Step } from '../catalog/steps.ts';
import { breakAnswer, type Broken } from './break-answer.ts';
import { noMistakes } from './no-mistakes.ts';
import type { Asked, Judged } from './judge-answers.ts';

/** What became of one wrong answer. */
export interface Result {
  step: string;
  broken: Broken;
  /** `wrongly`: it is named as what it is not. `harmless`: it passes, and why it may is known. */
  verdict: 'rightly' | 'broadly' | 'not named' | 'wrongly' | 'harmless' | 'accepted';
  id?: string;
  message?: string;
}

/** How long one answer may take before its process is ended, in real ms. */
const patience = 4000;
const program = fileURLToPath(new URL('./judge-answers.ts', import.meta.url));

/** The steps whose answers run on the virtual clock; to judge one that needs real threads takes seconds. */
export function instantSteps(): Step[] {
  return allSteps().filter(({ name }) => !isReal(name));
}

/** Breaks the solution of a step and its other right answers; the same text is judged once. */
export async function makeMistakes(step: Step): Promise<Broken[]> {
  const answers = `${folder}test/answers/${step.name}`;
  const others = existsSync(answers) ? readdirSync(answers).sort() : [];
  const solution = textOf(step.solution) ?? '';
  const exported = exportsOf(solution);
  const texts = [
    solution.split(/^\/\/ Hints/m)[0]!,
    ...others.map((file) => readFileSync(`${answers}/${file}`, 'utf8')),
  ];
  const all = (await Promise.all(texts.map((text) => breakAnswer(text, exported)))).flat();
  return [...new Map(all.map((each) => [each.text, each])).values()];
}

function exportsOf(solution: string): string[] {
  return [...solution.matchAll(/^export (?:async )?(?:function\*?|class) (\w+)/gm)].map(([, name]) => name!);
}

/** Judges wrong answers to one step, all in one process as long as none of them hangs. */
export async function judgeMistakes(step: Step, mistakes: Broken[]): Promise<Result[]> {
  const place = `${folder}.workshop/mistakes/${step.name}/`;
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const judge = new Judge(step);
  const results: Result[] = [];
  for (const [number, broken] of mistakes.entries()) {
    const file = `${place}${number + 1}.ts`;
    writeFileSync(file, `// ${broken.operator.name}: ${broken.line}\n${broken.text}`);
    const judged = await judge.ask({ file, about: broken.about });
    results.push({ step: step.name, broken, ...judged, verdict: verdictOf(step, broken, judged) });
  }
  judge.close();
  return results;
}

function verdictOf(step: Step, broken: Broken, judged: Judged): Result['verdict'] {
  const { operator, about, line } = broken;
  if (judged.passed) return noMistakes(step, operator.name, about, line) ? 'harmless' : 'accepted';
  if (judged.id === undefined) return 'not named';
  if (operator.right.includes(judged.id)) return 'rightly';
  // Nothing says more than the very line that is wrong, and what JavaScript has to say about it.
  if (judged.id === 'code-error' && Math.abs(placeIn(judged) - broken.lineNumber) <= 1) return 'rightly';
  // What the learner is told then, that it does not come to an end, is true.
  if (judged.id === 'never-ends') return 'broadly';
  return operator.broad?.includes(judged.id) ? 'broadly' : 'wrongly';
}

/** The line that a message names, as it is without the line of its cause on top. */
function placeIn({ message = '' }: Judged): number {
  return Number(/\.ts:(\d+): /.exec(message)?.[1] ?? NaN) - 1;
}

/** A process that judges answers, and is replaced when one of them hangs. */
export class Judge {
  readonly #step: Step;
  #child: ChildProcess | undefined;

  constructor(step: Step) {
    this.#step = step;
  }

  async ask(asked: Asked): Promise<Judged> {
    const child = (this.#child ??= await start(this.#step));
    return new Promise((resolve) => {
      const end = (judged: Judged) => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(judged);
      };
      const stop = (message: string) => {
        this.close();
        end({ passed: false, id: 'never-ends', message });
      };
      const timer = setTimeout(() => stop('It never ends.'), patience);
      child.once('message', (judged: Judged) => end(judged));
      child.once('exit', () => stop('Its process ended.'));
      child.send(asked);
    });
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}

function start({ name }: Step): Promise<ChildProcess> {
  const { VITEST: _, ...env } = process.env;
  const child = fork(program, [name], {
    env,
    execArgv: ['--import', 'tsx/esm'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve) => child.once('message', () => resolve(child)));
}
