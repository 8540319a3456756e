import { Chain } from './chain.ts';
import { unseenLine } from './ending.ts';
import type { Job } from './job.ts';
import type { Observer, OtherProcess, Wait } from './observer.ts';
import { RealClock, type Clock } from './real-clock.ts';
import { currentScope, speakFor } from './scope.ts';
import { formatLine } from './transcript.ts';

/**
 * What all tasks of one running program share: its clock, who is alive, who waits, whose failure nothing has handled, and who
 * watches. Learners never meet it; `run` and `runProgram` make one for each program.
 */
export class Program {
  /** Tasks that have not ended, in the order in which they were made. */
  readonly alive = new Chain<Job<unknown>>();
  /** Everything that waits inside one of our calls. */
  readonly waiting = new Chain<Wait>();
  /** Failed tasks whose failure nothing has handled so far. */
  readonly unseen = new Set<Job<unknown>>();
  readonly clock: Clock;
  readonly #observer: Observer;
  #named = 0;

  constructor(clock: Clock, observer: Observer) {
    this.clock = clock;
    this.#observer = observer;
  }

  nextTaskName(): string {
    this.#named += 1;
    return `task ${this.#named}`;
  }

  say(text: string, lane?: string): void {
    const speaker = lane ?? currentScope()?.job.name ?? 'main';
    speakFor(speaker);
    this.#observer.line?.({ at: this.clock.now(), lane: speaker, text });
  }

  block(ms: number): void {
    const from = this.clock.now();
    this.clock.block(ms);
    const busy = { lane: currentLane(), from, to: this.clock.now() };
    this.#observer.busy?.(busy, currentScope()?.job);
  }

  jobCreated(job: Job<unknown>, by: Job<unknown> | undefined): void {
    this.alive.append(job);
    this.#observer.created?.(job, by);
  }

  jobStarted(job: Job<unknown>): void {
    this.#observer.started?.(job);
  }

  jobCancelled(job: Job<unknown>): void {
    this.#observer.cancelled?.(job);
  }

  jobEnded(job: Job<unknown>, unseen: boolean): void {
    this.alive.remove(job);
    if (unseen) this.unseen.add(job);
    this.#observer.ended?.(job);
  }

  queued(queue: object, length: number): void {
    this.#observer.queued?.(queue, length);
  }

  /** Tells of another process. What happens to it later is written into the same object. */
  starts(process: OtherProcess): void {
    this.#observer.process?.(process);
  }

  /** A wait for a slot is in the line of its executor already, and its job knows of it. */
  begins(wait: Wait): void {
    if (!wait.chain) this.waiting.append(wait);
    this.#observer.waits?.(wait);
  }

  goesOn(wait: Wait): void {
    this.waiting.remove(wait);
    this.#observer.goesOn?.(wait);
  }
}

// Code outside `run` and `runProgram`, such as a script of one's own, still has a clock, and its lines still print.
let active = scriptProgram();

/** The program that the running code belongs to. */
export function currentProgram(): Program {
  return currentScope()?.job.program ?? active;
}

/** The lane that the running code speaks for. */
export function currentLane(): string {
  const scope = currentScope();
  return scope?.lane ?? scope?.job.name ?? 'main';
}

/** Makes `program` the one that code outside of every task belongs to; returns how to go back. */
export function activate(program: Program): () => void {
  const before = active;
  active = program;
  return () => {
    active = before;
  };
}

/** For a script without `run`: its lines print, and its failed tasks are reported when its process ends. */
function scriptProgram(): Program {
  let reports = false;
  const program: Program = new Program(new RealClock(), {
    line: (line) => process.stdout.write(`${formatLine(line)}\n`),
    ended: () => {
      if (reports || program.unseen.size === 0) return;
      reports = true;
      process.once('exit', () => {
        const failures = unseenFailures(program);
        if (failures.length === 0) return;
        process.stderr.write(failures.map((failure) => `${failure}\n`).join(''));
        process.exitCode ||= 1;
      });
    },
  });
  return program;
}

/** A line for each failed task whose failure nothing handled. */
export function unseenFailures({ unseen }: Program): string[] {
  return [...unseen].map(({ name, error }) => unseenLine({ task: name, error }));
}
