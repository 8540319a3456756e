// The examining process: loads an answer, holds the claims against it, and says so to the process that started it.
// It is started in advance with everything loaded but the answer, and used once: whatever an answer does to its process,
// the next one is a fresh one. See examiner.ts for the other side.

import { Worker } from 'node:worker_threads';
import { explainBroken, placeOf } from './broken.ts';
import { ClaimFailed, type Claim, type Exercise } from './claim.ts';
import { differences } from './expectation.ts';
import { comparison, pictures } from './explain.ts';
import { capturePrinted } from './printed.ts';
import { findStep, textOf, urlOf, type Step } from '../catalog/steps.ts';
import type { ClaimResult, Report, Request } from './verdict.ts';

type Answer = Record<string, unknown>;

// A thread of its own, which still runs when the main one is stuck: when the side that asked is gone, nothing will stop
// this process, so it stops itself.
const watchdog = `
  const parent = process.ppid;
  setInterval(() => {
    try {
      process.kill(parent, 0);
      if (process.ppid === parent) return;
    } catch {}
    process.kill(process.pid, 'SIGKILL');
  }, 500);
  require('node:worker_threads').parentPort.postMessage('watching');
`;

const { setInterval, clearInterval, setImmediate } = globalThis;
// The side that asked may be gone: then there is nothing to tell it either.
const report = (what: Report) => void process.send?.(what, () => {});
const printed = capturePrinted((lines) => report({ kind: 'printed', printed: lines }));

const exit = process.exit.bind(process);
process.on('disconnect', () => exit(1));
if (!process.connected) exit(1);
process.on('uncaughtException', (error) => report({ kind: 'broken', text: explainBroken(error) }));
process.on('unhandledRejection', (error) => {
  report({
    kind: 'broken',
    text: `${explainBroken(error).replace(/\.?$/, '.')} Nothing handled this rejection: await the promise, or .catch it.`,
  });
});
process.exit = ((code?: number) => {
  const called = new Error(`process.exit(${code ?? ''}) was called`);
  report({
    kind: 'broken',
    text: `${placeOf(called)}${called.message}: that ends the process immediately. Use return or throw instead.`,
  });
  throw called;
}) as typeof process.exit;

// It must be up before anything of the answer is loaded: a thread may not come up beside a stuck one.
const dog = new Worker(watchdog, { eval: true, execArgv: [] });
dog.unref();
const watched = new Promise<void>((resolve) => dog.once('message', () => resolve()));
const step = findStep(process.argv[2] ?? '') as Step;
await import('../index.ts');
const claims = await loadClaims(step);
process.once('message', (request: Request) => void examine(request));
report({ kind: 'ready' });

async function loadClaims({ claims: file }: Step): Promise<Claim<Answer>[]> {
  try {
    const { default: exercise } = (await import(urlOf(file).href)) as { default: Exercise };
    return exercise.claims;
  } catch (error) {
    report({ kind: 'broken', text: `The claims in ${file} cannot be read. ${explainBroken(error)}` });
    return [];
  }
}

async function examine({ width }: Request): Promise<void> {
  await watched;
  const turns = setInterval(() => report({ kind: 'turns' }), 100);
  report({ kind: 'begins', total: claims.length });
  const answer = await load(step);
  if (answer)
    for (const claim of claims) report({ kind: 'result', result: await hold(claim, answer, width) });
  clearInterval(turns);
  report({ kind: 'done', ...printed() });
}

async function load({ exercise, number }: Step): Promise<Answer | undefined> {
  const broken = (text: string) => {
    report({ kind: 'broken', text });
    return undefined;
  };
  const back = `npm start reset ${number} brings the original back.`;
  try {
    const text = textOf(exercise);
    if (text === undefined) return broken(`${exercise} is not there. ${back}`);
    if (text.trim() === '') return broken(`${exercise} is empty. ${back}`);
    const answer = (await import(urlOf(exercise).href)) as Answer;
    // By the next turn Node knows of every rejection that nothing handles.
    await new Promise<void>((resolve) => setImmediate(resolve));
    return { ...answer };
  } catch (error) {
    return broken(explainBroken(error));
  }
}

async function hold(claim: Claim<Answer>, answer: Answer, width: number): Promise<ClaimResult> {
  const { about, text } = claim;
  report({ kind: 'claim', about, text });
  if (typeof answer[about] !== 'function')
    return { about, text, holds: false, differences: notExported(about, answer) };
  try {
    await claim.check(answer);
    return { about, text, holds: true };
  } catch (error) {
    if (!(error instanceof ClaimFailed))
      return { about, text, holds: false, differences: explainBroken(error) };
    const { run, expected, diagnosis } = error;
    const found = differences(run, expected);
    return {
      about,
      text,
      holds: false,
      differences: found.map((each) => each.text).join('\n'),
      comparison: comparison(run, expected, width),
      timelines: pictures(run, expected, Math.min(width, 100)),
      ...(diagnosis && { diagnosis }),
    };
  }
}

function notExported(about: string, answer: Answer): string {
  const others = Object.keys(answer);
  const there = others.length > 0 ? `It exports ${others.join(', ')}.` : 'It exports nothing.';
  const what =
    about in answer ? `"${about}" is ${typeof answer[about]}, not a function.` : `There is no "${about}".`;
  return `${step.exercise} must export the function ${about}. ${what} ${there}`;
}
