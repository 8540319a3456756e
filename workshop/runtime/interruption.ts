import type { Stop } from './drive.ts';
import type { Job } from './job.ts';
import type { Wait } from './observer.ts';
import type { Program } from './program.ts';

const statuses = { SIGINT: 130, SIGTERM: 143 } as const;

/** A runner such as tsx passes Ctrl+C on to a program that has heard it already: what comes within so many ms is no second one. */
const echo = 300;

/** How long, in ms, a task may wait for something that we cannot see before we take it for deaf. */
const patience = 1000;

/**
 * Ctrl+C: the first one cancels `main` through its signal, so that everything can clean up; a second one ends the process
 * immediately. Work that waits without a signal cannot hear of it: when all that has been asked to stop is deaf, nobody
 * waits for it any longer.
 */
export class Interruption {
  readonly #program: Program;
  readonly #listeners = Object.entries(statuses).map(([name, status]) => ({
    name: name as NodeJS.Signals,
    listener: () => this.#arrived(name, status),
  }));
  #main: Job<unknown> | undefined;
  readonly #controller = new AbortController();
  /** Who waited for what when everybody had been asked: these waits are no cleanup. */
  #before = new Set<Wait>();
  #askedAt = 0;
  #unseenSince = 0;
  #afterAsking: () => void = () => {};
  /** The exit status, once somebody has asked for an end. */
  status: number | undefined;

  constructor(program: Program) {
    this.#program = program;
  }

  /** Aborts when the program is interrupted. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** A program that has not yielded yet could not hear us: until then Ctrl+C ends it as it ends any other. */
  watch(main: Job<unknown>): void {
    this.#main = main;
    // Before any timer fires, and so before anybody can have seen that it waits.
    process.nextTick(() => {
      if (!main.done) for (const { name, listener } of this.#listeners) process.on(name, listener);
    });
  }

  close(): void {
    for (const { name, listener } of this.#listeners) process.removeListener(name, listener);
  }

  /** Lets the program go on until `until` has settled, nothing is left to run, or it is interrupted and deaf. */
  drive(until: Promise<unknown>): Promise<Stop> {
    this.#look();
    return new Promise((resolve) => {
      const end = (stop: Stop) => {
        clearInterval(looks);
        process.removeListener('beforeExit', idle);
        resolve(stop);
      };
      // Node emits this when nothing is left to run, and not when an error or process.exit() ends the program.
      const idle = () => end({ kind: 'idle' });
      process.once('beforeExit', idle);
      const look = () => {
        if (this.status !== undefined && this.#isDeaf())
          end({ kind: 'interrupted', error: this.signal.reason });
      };
      const looks = setInterval(look, 20).unref();
      // Those who answer have done so by the next turn.
      this.#afterAsking = () => setImmediate(look);
      void until.then(() => end({ kind: 'ended' }));
    });
  }

  #arrived(name: string, status: number): void {
    if (this.status !== undefined) {
      if (performance.now() - this.#askedAt > echo) process.exit(status);
      return;
    }
    this.#askedAt = performance.now();
    this.status = status;
    this.#look();
    this.#controller.abort(new DOMException(`the program was interrupted (${name})`, 'AbortError'));
    this.#main?.cancel(this.signal.reason);
    this.#afterAsking();
  }

  #look(): void {
    this.#before = new Set(this.#program.waiting);
    this.#unseenSince = performance.now();
  }

  /** Whether nobody who has been asked to stop does anything that could be an answer. */
  #isDeaf(): boolean {
    const asked = [...this.#program.alive].filter((job) => job.isStopping);
    const waits = [...this.#program.waiting];
    if (waits.some((wait) => !this.#before.has(wait) && asked.some((job) => job === wait.job))) {
      this.#unseenSince = performance.now();
      return false;
    }
    const seen = asked.every((job) => waits.some((wait) => wait.job === job));
    return seen || performance.now() - this.#unseenSince >= patience;
  }
}
