import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isUntouched, type Step } from '../catalog/steps.ts';
import { compileCache, typescriptOptions } from '../runtime/typescript.ts';
import { startChild, stopChild } from './child.ts';
import { listen } from './listen.ts';
import type { Verdict } from './verdict.ts';

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
   * An exercise that nobody has changed is not judged.
   *
   * @param width columns of the terminal
   * @param runs whether the verdict tells the runs that the claims looked at, too
   */
  async examine(step: Step, width = 80, runs = false): Promise<Verdict> {
    if (this.#current) this.#stop(this.#current);
    const exercise = step.name;
    if (isUntouched(step))
      return { exercise, passed: false, untouched: true, claims: [], total: 0, printed: [], printedMore: 0 };
    this.prepare(step);
    const { child } = this.#spare!;
    this.#spare = undefined;
    this.#current = child;
    const stop = () => this.#stop(child);
    const verdict = await listen(step, child, { width, runs, patience: this.#patience, stop });
    if (this.#current === child) this.#current = undefined;
    return verdict;
  }

  /** Stops every process that it started. */
  close(): void {
    for (const child of this.#alive) this.#stop(child);
  }

  #start({ name }: Step): ChildProcess {
    const args = [...typescriptOptions, '--max-old-space-size=512', program, name];
    const child = startChild(args, compileCache, ['ignore', 'ignore', 'pipe', 'ipc']);
    this.#alive.add(child);
    child.once('exit', () => this.#alive.delete(child));
    child.on('error', () => this.#alive.delete(child));
    return child;
  }

  #stop(child: ChildProcess): void {
    if (this.#alive.has(child)) stopChild(child);
  }
}
