import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Drawable } from './lanes.ts';
import type { Step } from './steps.ts';

/** A run of a file, and the steps of the event loop in it. */
export interface Recording {
  file: string;
  source: string;
  run: Drawable;
  steps: Step[];
  /** Why the steps stop before the program did. */
  cut?: string;
}

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const recorder = fileURLToPath(new URL('recorder.ts', import.meta.url));

/**
 * Runs a file on the virtual clock, in a process of its own, and watches its event loop. The file may export `main`, as
 * the steps do, or be any script that knows nothing of the workshop: what it prints then are its lines, and its
 * functions are its lanes.
 *
 * @param file its path
 * @param args what `main`, or `process.argv`, gets
 * @param options.deadline real milliseconds after which it is stopped, 20,000 unless told
 * @param options.node another Node to run it on
 * @throws Error when the file cannot be run, or never gives the thread away
 *
 * @example
 * const { steps, run } = await recordRun('steps/04-scheduled-tasks.ts', ['2', '1']);
 */
export async function recordRun(
  file: string,
  args: string[] = [],
  { deadline = 20_000, node = process.execPath } = {},
): Promise<Recording> {
  const folder = await mkdtemp(join(tmpdir(), 'recording-'));
  const answer = join(folder, 'answer.json');
  try {
    const { stderr } = await promisify(execFile)(
      node,
      ['--import', tsx, recorder, answer, resolve(file), ...args],
      { timeout: deadline, killSignal: 'SIGKILL', maxBuffer: 2 ** 26, windowsHide: true },
    ).catch((error: Error & { killed?: boolean; stderr?: string }) => {
      if (error.killed)
        throw new Error(`${file} was stopped after ${deadline / 1000} s: it never gave the thread away.`);
      return { stderr: error.stderr ?? String(error) };
    });
    const told = await readFile(answer, 'utf8').catch(() => {
      throw new Error(`${file} could not be run:\n${stderr.trim()}`);
    });
    return JSON.parse(told) as Recording;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
