import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Run } from '../runtime/run-program.ts';
import type { Step } from './loop-steps.ts';
import type { ScriptAnswer, ScriptOrder } from './script-process.ts';
import { withUpperDrive } from './stack.ts';

/** A program to record: its file, and what its `main`, or `process.argv`, gets. */
export interface Target {
  file: string;
  args: string[];
}

/** The run of a program, and the steps of the event loop in it. */
export interface Recording extends Target {
  source: string;
  run: Pick<Run, 'lines' | 'busy' | 'late' | 'tasks' | 'unanswered' | 'elapsed' | 'outcome'>;
  steps: Step[];
  /** The clock it ran on, and why it had to be the real one. */
  clock: 'virtual' | 'real';
  why?: string;
  /** Whether a timer and an immediate of the main part raced, which Node decides anew in each run. */
  raced?: boolean;
  /** Why the steps stop before the program did. */
  cut?: string;
}

/** How a recording is made. */
export interface RecordOptions {
  /** Real milliseconds after which a script that has not ended is stopped and drawn as far as it came: 3,000. */
  limit?: number;
  /** What a script reads from standard input; without it, what this process would read. */
  input?: string;
}

const require = createRequire(import.meta.url);
const tsx = pathToFileURL(require.resolve('tsx')).href;
/** What runs in a process of its own, beside this file. */
const path = (url: URL) => withUpperDrive(fileURLToPath(url));
const stepRecorder = path(new URL('recording-process.ts', import.meta.url));
const scriptLoader = path(new URL('script-loader.js', import.meta.url));

/** A process that starts slowly, on a busy machine, still gets the time that its script has. */
const patience = 20_000;

/** Ms after which a step that does not end has stopped itself, whatever the machine does beside it. */
const longestStep = 30_000;

/**
 * Runs a file in another process and watches its event loop: on the virtual clock, and where that cannot be, because the
 * file depends on what no virtual clock can see, on the real one. The file may give its `main` to `run`, as the steps do,
 * or be any script that knows nothing of the workshop: what it prints then are its lines, and its functions its lanes.
 *
 * @throws Error when the file cannot be run
 *
 * @example
 * const { steps, run } = await recordRun('steps/04-scheduled-tasks.ts', ['2', '1']);
 */
export async function recordRun(
  file: string,
  args: string[] = [],
  options: RecordOptions = {},
): Promise<Recording> {
  const target = { file: withUpperDrive(resolve(file)), args };
  if (isStep(target.file)) return (await recordSteps([target]))[0]!;
  return recordScript(target, options);
}

/** Records one program after the other; steps share a process, since they leave nothing behind. */
export async function recordRuns(targets: Target[], options: RecordOptions = {}): Promise<Recording[]> {
  const all = targets.map(({ file, args }) => ({ file: withUpperDrive(resolve(file)), args }));
  const steps = all.filter(({ file }) => isStep(file));
  const recorded = new Map<Target, Recording>();
  if (steps.length > 0)
    for (const [at, recording] of (await recordSteps(steps)).entries()) recorded.set(steps[at]!, recording);
  for (const each of all) if (!recorded.has(each)) recorded.set(each, await recordScript(each, options));
  return all.map((each) => recorded.get(each)!);
}

/** A step gives its `main` to `run`, and exports it. */
function isStep(file: string): boolean {
  const source = readFileSync(file, 'utf8');
  return /^export\b.*\bmain\b/m.test(source) && /\brun\(main\b/.test(source);
}

async function recordSteps(targets: Target[]): Promise<Recording[]> {
  const recorded = await inFolder(async (folder) => {
    const answer = join(folder, 'answer.json');
    const args = ['--import', tsx, stepRecorder, answer, JSON.stringify(targets)];
    const problem = await start(args, join(folder, 'output'), {
      deadline: patience + targets.length * longestStep,
    });
    return (await read(answer, targets.map(({ file }) => file).join(', '), problem)) as Recording[];
  });
  // One that had to be stopped takes its process with it.
  const rest = targets.slice(recorded.length);
  return rest.length > 0 ? [...recorded, ...(await recordSteps(rest))] : recorded;
}

/** On the virtual clock, unless the script says, or shows, that it needs the real one. */
async function recordScript(target: Target, { limit = 3000, input }: RecordOptions): Promise<Recording> {
  const watch = async (clock: ScriptOrder['clock']): Promise<ScriptAnswer> =>
    inFolder(async (folder) => {
      const [answer, output] = [join(folder, 'answer.json'), join(folder, 'output')];
      const order: ScriptOrder = { ...target, clock, limit, answer, output };
      const translator = /\.[cm]?tsx?$/.test(target.file) ? ['--import', tsx] : [];
      const args = [...translator, scriptLoader, JSON.stringify(order)];
      const given = clock === 'virtual' ? '' : input;
      const problem = await start(args, output, { deadline: 5 * limit + patience, input: given });
      return (await read(answer, target.file, problem)) as ScriptAnswer;
    });
  const virtual = await watch('virtual');
  if ('recording' in virtual) return virtual.recording;
  const real = await watch('real');
  if (!('recording' in real)) throw new Error(`${target.file} could not be recorded: ${real.needsReal}.`);
  return { ...real.recording, why: virtual.needsReal };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'recording-'));
  try {
    return await work(folder);
  } finally {
    // On Windows a file may stay in use for a moment after its process has ended.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts Node and waits for its end; what went wrong is returned in words. */
async function start(
  args: string[],
  output: string,
  { deadline, input }: { deadline: number; input?: string | undefined },
): Promise<string> {
  const file = await open(output, 'a');
  try {
    const stdin = input === undefined ? 'inherit' : 'pipe';
    const child = spawn(process.execPath, args, { stdio: [stdin, file.fd, 'pipe'], windowsHide: true });
    let said = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text.slice(0, 10_000)));
    child.stdin?.on('error', () => {}).end(input);
    const killer = setTimeout(() => child.kill('SIGKILL'), deadline);
    const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    clearTimeout(killer);
    return signal === 'SIGKILL' ? `it was stopped after ${deadline / 1000} s` : said.trim();
  } finally {
    await file.close();
  }
}

async function read(answer: string, names: string, problem: string): Promise<unknown> {
  const told = await readFile(answer, 'utf8').catch(() => {
    throw new Error(`${names} could not be run:\n${problem}`);
  });
  return JSON.parse(told) as unknown;
}
