// The examining process: loads an answer, holds the claims against it, and says so to the process that started it.
// It is started in advance with everything loaded but the answer, and used once: whatever an answer does to its process,
// the next one is a fresh one. See examiner.ts for the other side.

import module from 'node:module';
import { explainBroken } from '../catalog/broken.ts';
import { rememberBuiltins } from './builtins.ts';
import { expectRun, hold, watchRuns, type Claim, type Exercise } from './claim.ts';
import { comparison, pictures } from './explain.ts';
import { catchEnds, hideParent, watchOver } from './guards.ts';
import { loadAnswer, warmUp, type Answer } from './load-answer.ts';
import { capturePrinted } from './printed.ts';
import { shownRun, type ShownRun } from './shown-run.ts';
import { drawSuccess } from './success.ts';
import { runProgram } from '../runtime/run-program.ts';
import { isReal } from '../catalog/lesson.ts';
import { findStep, urlOf, type Step } from '../catalog/steps.ts';
import type { ClaimResult, Report, Request } from './verdict.ts';

const { setImmediate, setInterval, clearInterval, setTimeout } = globalThis;

/** A picture of success is not waited for longer (ms): claims about threads and files run in real time. */
const patienceForPicture = 300;

// The side that asked may be gone: then there is nothing to tell it either.
const send = process.send?.bind(process);
const report = (what: Report) => void send?.(what, () => {});
const broken = (text: string) => report({ kind: 'broken', text });
const printed = capturePrinted((lines) => report({ kind: 'printed', printed: lines }));

const exit = process.exit.bind(process);
process.on('disconnect', () => exit(1));
if (!process.connected) exit(1);
catchEnds(broken);
const watched = watchOver();
const step = findStep(process.argv[2] ?? '') as Step;
// Beside each other: where esbuild takes the types away from the claims, it has to start first.
const [{ log }, claims] = await Promise.all([import('../index.ts'), loadClaims(step)]);
let asked = false;
process.once('message', (request: Request) => void examine(request));
hideParent();
const replaced = rememberBuiltins();
report({ kind: 'ready' });
warmUp();
const rehearsed = rehearse();
// It will be stopped, not end, so what Node has compiled is kept for the next one now. Node 20 has no such thing.
(module as { flushCompileCache?: () => void }).flushCompileCache?.();

/**
 * Judges a wrong answer of our own, and then the solution, as long as nobody has asked: what is compiled when it is used first,
 * a large pattern that measures text above all, takes longer than a verdict.
 */
async function rehearse(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  if (asked) return;
  const check = async ({ work }: Answer) => {
    const run = await runProgram(work as () => unknown);
    expectRun(run, { prints: '0.1s  main  done', takes: 100, sum: '0.1' });
  };
  await lookAt({ about: 'work', text: '', check }, { work: () => log('done') }, 80);
  // What runs in real time takes as long each time.
  if (isReal(step.name)) return;
  const solution = (await import(urlOf(step.solution).href)) as Answer;
  for (const claim of claims) {
    if (asked) return;
    await hold(claim, solution);
  }
}

async function loadClaims({ claims: file }: Step): Promise<Claim<Answer>[]> {
  try {
    const { default: exercise } = (await import(urlOf(file).href)) as { default: Exercise };
    return exercise.claims;
  } catch (error) {
    broken(`The claims in ${file} cannot be read. ${explainBroken(error)}`);
    return [];
  }
}

async function examine({ file, width, runs }: Request): Promise<void> {
  asked = true;
  await Promise.all([watched, rehearsed]);
  const turns = setInterval(() => report({ kind: 'turns' }), 100);
  report({ kind: 'begins', total: claims.length });
  const answer = await loadAnswer({ ...step, exercise: file });
  const changed = replaced();
  let drawn: string | undefined;
  if (changed !== undefined) broken(wasReplaced(changed));
  else if (typeof answer === 'string') broken(answer);
  else drawn = await judge(answer, width, runs);
  clearInterval(turns);
  report({ kind: 'done', ...printed(), ...(drawn !== undefined && { drawn }) });
}

/** Holds all claims against an answer; one that passes is drawn beside the solution, unless its runs are told. */
async function judge(answer: Answer, width: number, runs: boolean): Promise<string | undefined> {
  const seen: ShownRun[] = [];
  if (runs) watchRuns((run) => void seen.push(...shownRun(run)));
  let passed = true;
  for (const claim of claims) {
    const result = await lookAt(claim, answer, passed ? width : undefined);
    const changed = result.holds ? undefined : replaced();
    if (changed !== undefined) {
      broken(wasReplaced(changed));
      return undefined;
    }
    passed &&= result.holds;
    report({ kind: 'result', result: runs ? { ...result, runs: seen.splice(0) } : result });
  }
  if (!passed || runs) return undefined;
  const solution = (await import(urlOf(step.solution).href)) as Answer;
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patienceForPicture));
  // A picture that cannot be drawn is no reason to spoil the moment.
  const drawn = drawSuccess(claims, answer, solution, Math.min(width, 100)).catch(() => undefined);
  return Promise.race([drawn, late]);
}

function wasReplaced(name: string): string {
  return `${step.exercise} replaces ${name}, which all other code uses too, the workshop's own included. Leave it as it is.`;
}

/** @param width columns for the picture and the transcripts of a claim that does not hold; none is drawn when left out */
async function lookAt(claim: Claim<Answer>, answer: Answer, width?: number): Promise<ClaimResult> {
  const { about, text } = claim;
  report({ kind: 'claim', about, text });
  if (typeof answer[about] !== 'function')
    return { about, text, holds: false, differences: notExported(about, answer) };
  try {
    const failure = await hold(claim, answer);
    if (!failure) return { about, text, holds: true };
    const { run, expected, found, diagnosis } = failure;
    return {
      about,
      text,
      holds: false,
      differences: shortened(found.map((each) => each.text).join('\n')),
      ...(width !== undefined && {
        comparison: comparison(run, expected, width),
        timelines: pictures(run, expected, Math.min(width, 100)),
      }),
      ...(diagnosis && { diagnosis }),
    };
  } catch (error) {
    return { about, text, holds: false, differences: explainBroken(error) };
  }
}

/** Nobody reads more, and to wrap megabytes takes seconds. */
function shortened(text: string): string {
  return text.length > 4000 ? `${text.slice(0, 4000)}…` : text;
}

function notExported(about: string, answer: Answer): string {
  const others = Object.keys(answer);
  const there = others.length > 0 ? `It exports ${others.join(', ')}.` : 'It exports nothing.';
  const what =
    about in answer ? `"${about}" is ${typeof answer[about]}, not a function.` : `There is no "${about}".`;
  return `${step.exercise} must export the function ${about}. ${what} ${there}`;
}
