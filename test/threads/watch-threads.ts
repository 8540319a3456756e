import { createRequire, syncBuiltinESMExports } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';

const threads = createRequire(import.meta.url)('node:worker_threads') as typeof import('node:worker_threads');

// Looks of a millisecond or more: on a busy machine they take longer, and so does a thread.
const patience = 200;

/** The threads that are started from now on, by whomever: the pool from npm among them. */
export interface Watched {
  readonly started: number;
  readonly alive: number;
  /** The most that were there at the same time. */
  readonly most: number;
  /** Resolves when none is left, or after a while. A thread that has been ended needs a few milliseconds. */
  gone(): Promise<void>;
  /** Resolves when there were threads, and for a while there has been none. */
  quiet(): Promise<void>;
  /** Stops watching, and ends what is left. */
  stop(): Promise<void>;
}

/**
 * Counts threads. Node has no list of them, so `Worker` is replaced by one that takes notes.
 *
 * @example
 * const threads = watchThreads();
 * try { … expect(threads.alive).toBe(0); } finally { await threads.stop(); }
 */
export function watchThreads(): Watched {
  const Real = threads.Worker;
  const alive = new Set<InstanceType<typeof Real>>();
  let started = 0;
  let most = 0;
  let watching = true;
  class Worker extends Real {
    constructor(...args: ConstructorParameters<typeof Real>) {
      super(...args);
      started += 1;
      alive.add(this);
      most = Math.max(most, alive.size);
      this.once('exit', () => alive.delete(this));
    }
  }
  threads.Worker = Worker;
  syncBuiltinESMExports();
  return {
    get started() {
      return started;
    },
    get alive() {
      return alive.size;
    },
    get most() {
      return most;
    },
    async gone() {
      for (let looks = 0; alive.size > 0 && looks < patience; looks += 1) await pause(1);
    },
    async quiet() {
      let looks = 0;
      while (watching && looks < patience) {
        await pause(1);
        looks = started > 0 && alive.size === 0 ? looks + 1 : 0;
      }
      // Nobody waits any more.
      if (!watching) await new Promise(() => {});
    },
    async stop() {
      watching = false;
      threads.Worker = Real;
      syncBuiltinESMExports();
      await Promise.all([...alive].map((worker) => worker.terminate()));
    },
  };
}
