import { fileURLToPath } from 'node:url';
import type { Step } from '../catalog/steps.ts';
import { startChild, stopChild } from '../coach/child.ts';
import type { Recording } from '../record/record-runs.ts';
import { compileCache, typescriptOptions } from '../runtime/typescript.ts';
import type { LineMark } from './line-marks.ts';

/** What was seen of the event loop while a claim called the answer, or in words why nothing was. */
export type RecordedClaim = { recording: Recording; marks: LineMark[] } | { why: string };

const program = fileURLToPath(new URL('./claim-process.ts', import.meta.url));

/** A run that was judged takes as long again; a process that starts on a busy machine may take seconds (ms). */
const patience = 20_000;

/**
 * Records the runs of claims when somebody asks for them: each in a process of its own, one at a time, and once for each
 * content of the answer.
 *
 * @example
 * const recorder = new ClaimRecorder(step);
 * const recorded = await recorder.record(2, 0); // the first run that the third claim looked at
 * recorder.forget(); // the answer is another one
 */
export class ClaimRecorder {
  readonly #step: Step;
  readonly #known = new Map<string, Promise<RecordedClaim>>();
  #stop = () => {};
  #latest: Promise<unknown> = Promise.resolve();

  constructor(step: Step) {
    this.#step = step;
  }

  /**
   * @param claim which of the exercise's claims, from 0
   * @param place which of the runs that it looked at, from 0
   */
  record(claim: number, place: number): Promise<RecordedClaim> {
    const name = `${claim} ${place}`;
    const known = this.#known.get(name);
    if (known) return known;
    const recorded = this.#latest.then((): RecordedClaim | Promise<RecordedClaim> =>
      this.#known.get(name) === recorded ? this.#run(claim, place) : { why: savedAgain },
    );
    this.#known.set(name, recorded);
    this.#latest = recorded;
    return recorded;
  }

  /** Stops what is under way: what is asked for from here on is about the answer as it is now. */
  forget(): void {
    this.#known.clear();
    this.#stop();
  }

  #run(claim: number, place: number): Promise<RecordedClaim> {
    const args = [...typescriptOptions, '--max-old-space-size=512', program];
    const stdio = ['ignore', 'ignore', 'ignore', 'ipc'] as const;
    const { name, exercise } = this.#step;
    const child = startChild([...args, name, exercise, `${claim}`, `${place}`], compileCache, [...stdio]);
    return new Promise((resolve) => {
      const end = (recorded: RecordedClaim) => {
        clearTimeout(late);
        this.#stop = () => {};
        if (child.exitCode === null && child.signalCode === null) stopChild(child);
        resolve(recorded);
      };
      const late = setTimeout(() => end({ why: 'This run does not come to an end.' }), patience);
      this.#stop = () => end({ why: savedAgain });
      child.once('message', (recorded: RecordedClaim) => end(recorded));
      child.once('error', ({ message }) => end({ why: message }));
      child.once('exit', () => end({ why: 'The process that ran it ended before it was done.' }));
    });
  }
}

const savedAgain = 'Your answer was saved again meanwhile. This was about the one before.';
