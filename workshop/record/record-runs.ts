import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Run } from '../runtime/run-program.ts';
import type { Step } from './loop-steps.ts';

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
  /** Why the steps stop before the program did. */
  cut?: string;
}

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const recorder = fileURLToPath(new URL('recording-process.ts', import.meta.url));

/**
 * Runs a file on the virtual clock, in another process, and watches its event loop. The file may give its `main` to
 * `run`, as the steps do, or be any script that knows nothing of the workshop: what it prints then are its lines, and
 * its functions are its lanes.
 *
 * @param options.deadline real milliseconds after which its process is stopped, 20,000 unless told
 * @throws Error when the file cannot be run, or never yields the thread
 *
 * @example
 * const { steps, run } = await recordRun('steps/04-scheduled-tasks.ts', ['2', '1']);
 */
export async function recordRun(
  file: string,
  args: string[] = [],
  options: { deadline?: number } = {},
): Promise<Recording> {
  const [recording] = await inOneProcess([{ file, args }], options);
  return recording!;
}

/**
 * Records one program after the other, with as few processes as it takes: steps share one, since they leave nothing
 * behind, and a script that may do anything is the last thing that its process does.
 */
export async function recordRuns(targets: Target[]): Promise<Recording[]> {
  const recordings: Recording[] = [];
  while (recordings.length < targets.length)
    recordings.push(...(await inOneProcess(targets.slice(recordings.length))));
  return recordings;
}

/** Records the first of the programs, and as many of the others as can share its process. */
async function inOneProcess(targets: Target[], { deadline = 20_000 } = {}): Promise<Recording[]> {
  const names = targets.map(({ file }) => file).join(', ');
  const given = JSON.stringify(targets.map(({ file, args }) => ({ file: resolve(file), args })));
  const folder = await mkdtemp(join(tmpdir(), 'recording-'));
  const answer = join(folder, 'answer.json');
  const limits = { timeout: deadline, killSignal: 'SIGKILL', maxBuffer: 2 ** 26, windowsHide: true } as const;
  try {
    const { killed, stderr } = await promisify(execFile)(
      process.execPath,
      ['--import', tsx, recorder, answer, given],
      limits,
    ).then(
      ({ stderr }) => ({ killed: false, stderr }),
      (error: { killed?: boolean; stderr?: string }) => ({
        killed: error.killed,
        stderr: error.stderr ?? String(error),
      }),
    );
    if (killed)
      throw new Error(`${names} was stopped after ${deadline / 1000} s: it never yielded the thread.`);
    const told = await readFile(answer, 'utf8').catch(() => {
      throw new Error(`${names} could not be run:\n${stderr.trim()}`);
    });
    return JSON.parse(told) as Recording[];
  } finally {
    // On Windows a file may stay in use for a moment after its process has ended.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
