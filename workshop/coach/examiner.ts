import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { folder, type Step } from '../catalog/steps.ts';
import type { ClaimResult, Report, Verdict } from './verdict.ts';

/** How long loading may take: it depends on the machine more than on the answer. */
const loading = 15_000;

const program = fileURLToPath(new URL('./examine.ts', import.meta.url));

/**
 * Examines answers, each in a process of its own, which is stopped when it does not come to an end. The next process is
 * started in advance, so that after a save only the learner's file has to be loaded.
 *
 * @example
 * const examiner = new Examiner();
 * const verdict = await examiner.examine(step, 80);
 * examiner.close();
 */
export class Examiner {
  readonly #alive = new Set<ChildProcess>();
  #spare: { step: Step; child: ChildProcess } | undefined;
  #current: ChildProcess | undefined;
  readonly #patience: number;

  /** @param patience how long an answer may take for one claim, in real ms. On the virtual clock a right one takes a few. */
  constructor({ patience = 2500 } = {}) {
    this.#patience = patience;
  }

  /** Starts the process that will examine this exercise next. */
  prepare(step: Step): void {
    if (
      this.#spare?.step.name === step.name &&
      this.#spare.child.exitCode === null &&
      this.#spare.child.connected
    )
      return;
    if (this.#spare) this.#stop(this.#spare.child);
    this.#spare = { step, child: this.#start(step) };
  }

  /**
   * Judges the answer as it stands in its file. A second call stops the first, whose verdict then says so in `broken`.
   *
   * @param width columns of the terminal
   */
  async examine(step: Step, width = 80): Promise<Verdict> {
    this.prepare(step);
    const { child } = this.#spare!;
    this.#spare = undefined;
    if (this.#current) this.#stop(this.#current);
    this.#current = child;
    const verdict = await listen(step, child, {
      width,
      patience: this.#patience,
      stop: () => this.#stop(child),
    });
    if (this.#current === child) this.#current = undefined;
    return verdict;
  }

  /** Stops every process that it started. */
  close(): void {
    for (const child of this.#alive) this.#stop(child);
  }

  #start({ name }: Step): ChildProcess {
    const { VITEST: _, ...env } = process.env;
    const child = spawn(
      process.execPath,
      ['--import', 'tsx/esm', '--max-old-space-size=512', program, name],
      {
        cwd: folder,
        env: { ...env, FORCE_COLOR: '0' },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        // A group of its own, so that whatever it starts is stopped with it.
        detached: process.platform !== 'win32',
        windowsHide: true,
      },
    );
    this.#alive.add(child);
    child.once('exit', () => this.#alive.delete(child));
    child.on('error', () => this.#alive.delete(child));
    return child;
  }

  #stop(child: ChildProcess): void {
    if (!this.#alive.has(child)) return;
    try {
      if (process.platform !== 'win32' && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    } catch {
      child.kill('SIGKILL');
    }
  }
}

interface Listening {
  width: number;
  patience: number;
  stop: () => void;
}

function listen(step: Step, child: ChildProcess, { width, patience, stop }: Listening): Promise<Verdict> {
  return new Promise((resolve) => {
    const claims: ClaimResult[] = [];
    const verdict = { exercise: step.name, total: 0, claims, printed: [] as string[], printedMore: 0 };
    let current: { about: string; text: string } | undefined;
    let broken: string | undefined;
    let turned = Date.now();
    let complaint = '';
    let timer: NodeJS.Timeout | undefined;

    const finish = (last: Partial<Verdict> = {}) => {
      clearTimeout(timer);
      child.removeAllListeners('message');
      stop();
      const text = broken ?? last.broken;
      const passed =
        text === undefined && claims.length === verdict.total && claims.every(({ holds }) => holds);
      resolve({ ...verdict, ...last, passed, ...(text !== undefined && { broken: text }) });
    };
    const wait = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(
        () => finish({ broken: endless(step, current, { patience, turns: Date.now() - turned < 600 }) }),
        ms,
      );
    };

    child.stderr?.on('data', (chunk: Buffer) => {
      if (complaint.length < 4000) complaint += chunk.toString('utf8');
    });
    child.on('message', (report: Report) => {
      if (report.kind === 'begins') {
        verdict.total = report.total;
        wait(patience);
      } else if (report.kind === 'claim') {
        current = report;
        wait(patience);
      } else if (report.kind === 'result') claims.push(report.result);
      else if (report.kind === 'printed') verdict.printed = report.printed;
      else if (report.kind === 'turns') turned = Date.now();
      else if (report.kind === 'broken') broken ??= report.text;
      else if (report.kind === 'done') finish(report);
    });
    child.once('error', (error) =>
      finish({ broken: `The examining process could not be started: ${error.message}` }),
    );
    child.once('exit', (code, signal) => finish({ broken: ended(complaint, code, signal) }));
    wait(loading);
    child.send({ exercise: step.name, width }, () => {});
  });
}

function endless(
  step: Step,
  current: { about: string; text: string } | undefined,
  { patience, turns }: { patience: number; turns: boolean },
): string {
  const what = current
    ? `${current.about} does not come to an end ("${current.text}")`
    : `${step.exercise} does not finish loading`;
  const why = turns
    ? 'it runs forever, waiting again and again. What should end its loop or its timer?'
    : 'something keeps the thread: a loop without an end, or promises that make new promises forever.';
  return `After ${patience / 1000} s ${what}: ${why} It has been stopped.`;
}

function ended(complaint: string, code: number | null, signal: string | null): string {
  if (/heap out of memory|Allocation failed/i.test(complaint)) {
    return 'It used up all its memory: something grows without an end, perhaps a list in a loop. It has been stopped.';
  }
  const [line] = complaint.split('\n').filter((each) => /error/i.test(each));
  return `The process that ran it ended (${signal ?? `status ${code}`}) before it was done.${line ? ` ${line.trim()}` : ''}`;
}
