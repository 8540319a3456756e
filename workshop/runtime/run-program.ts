import { Task } from '../asyncio/task.ts';
import { driveReal, driveVirtual } from './drive.ts';
import { RealClock } from './real-clock.ts';
import { install } from './timers.ts';
import { VirtualClock, type Limit } from './virtual-clock.ts';
import {
  activate,
  cancelAll,
  currentTask,
  Program,
  whoWaits,
  type Busy,
  type Ending,
  type Line,
} from './program.ts';

export type { Busy, Ending, Line } from './program.ts';

/** How a program came to its end. */
export type Outcome =
  | { kind: 'finished'; value: unknown }
  | { kind: 'failed'; error: unknown }
  /** Nothing is left to run and `main` is not done: who waits for what. */
  | { kind: 'deadlocked'; waiting: string[] }
  /** Past the limit of virtual time or of timers. */
  | { kind: 'runaway'; reason: string };

/** All that a program did: what tests, coach and pictures work from. Times are milliseconds since it began. */
export interface Run {
  /** Every `log()`, in order. */
  lines: Line[];
  /** Until the program ended; cleanup after it is not counted. */
  elapsed: number;
  outcome: Outcome;
  /** Tasks and timers still alive when `main` ended, by name. On the real clock only tasks: nobody can list its timers. */
  leaks: string[];
  /** Tasks outside a group that failed and that nobody looked at. */
  unseen: { task: string; error: unknown }[];
  /** Errors that no promise handler and no `try` ever saw: under plain Node the first one ends the process. */
  unhandled: unknown[];
  /** When `block()` kept the thread, and for whom. */
  busy: Busy[];
  /** How the tasks that spoke came to their ends. */
  endings: Ending[];
}

export interface RunOptions {
  clock?: 'virtual' | 'real';
  limit?: Partial<Limit>;
}

const defaultLimit: Limit = { ms: 24 * 60 * 60 * 1000, timers: 1_000_000 };

const running = new Set<Program>();
let latest: Promise<unknown> = Promise.resolve();

/**
 * Runs a program and tells all that it did. The virtual clock, which is the default, is exact and takes no real time:
 * it stands still while code runs and jumps to the next timer when nothing is ready. When the program has ended, the
 * tasks it left behind are cancelled, as `run` does, and their cleanup is waited for.
 *
 * Programs run one at a time; a second call waits for the first. The clock sees timers, not real input or output: a
 * program that waits for a file, a socket or an `import()` looks deadlocked to it.
 *
 * @param program called with nothing, as the task `main`
 * @param options.clock `virtual` (default) or `real`
 * @param options.limit `ms` (default one day) and `timers` (default a million): a program past either is a `runaway`
 * @returns the run; it never rejects because of what the program did
 *
 * @example
 * const run = await runProgram(() => main([]));
 * console.log(run.elapsed, run.lines.length, run.outcome.kind);
 */
export async function runProgram(program: () => unknown, options: RunOptions = {}): Promise<Run> {
  const inside = currentTask()?.program;
  if (inside && running.has(inside)) {
    throw new Error(
      'runProgram() was called by a program that runProgram() is running: it takes one at a time.',
    );
  }
  const current = latest.then(() => execute(program, options));
  latest = current.catch(() => {});
  return current;
}

async function execute(program: () => unknown, { clock: kind = 'virtual', limit }: RunOptions): Promise<Run> {
  const fullLimit = { ...defaultLimit, ...limit };
  const virtual = kind === 'virtual' ? new VirtualClock(fullLimit) : undefined;
  const clock = virtual ?? new RealClock();
  const run: Omit<Run, 'outcome' | 'unseen'> = {
    lines: [],
    elapsed: 0,
    leaks: [],
    unhandled: [],
    busy: [],
    endings: [],
  };
  const state = new Program(clock, {
    line: (line) => run.lines.push(line),
    busy: (busy) => run.busy.push(busy),
    ending: (ending) => run.endings.push(ending),
  });

  let outcome: Outcome | undefined;
  let tellEnded = () => {};
  const ended = new Promise<void>((resolve) => (tellEnded = resolve));
  const end = (how: Outcome) => {
    if (outcome) return;
    outcome = virtual?.runaway ? { kind: 'runaway', reason: virtual.runaway } : how;
    run.elapsed = clock.now();
    tellEnded();
  };
  // As in plain Node, where an error that nobody handles ends the process on the spot: no cleanup, no further line.
  const die = (error: unknown) => {
    run.unhandled.push(error);
    if (outcome?.kind === 'finished') outcome = { kind: 'failed', error };
    else end({ kind: 'failed', error });
  };

  running.add(state);
  const restore = [
    () => running.delete(state),
    activate(state),
    virtual ? install(virtual, () => currentTask()?.name ?? 'main') : () => {},
    catchUnhandled(die),
  ];
  try {
    const drive = (until: Promise<unknown>) =>
      virtual ? driveVirtual(virtual, until, die) : driveReal(clock, fullLimit.ms, until);
    const main = new Task(
      async () => {
        const value = await program();
        run.leaks = stillAlive(state, main, virtual);
        end({ kind: 'finished', value });
      },
      { name: 'main' },
    );
    main.markSeen();
    main.onEnd(() => {
      if (outcome) return;
      run.leaks = stillAlive(state, main, virtual);
      end({ kind: 'failed', error: main.error });
    });
    main.schedule();

    const stopped = await drive(ended);
    if (stopped === 'idle') end({ kind: 'deadlocked', waiting: whoWaits(state) });
    else if (stopped !== 'ended') end({ kind: 'runaway', reason: stopped });
    else if (run.unhandled.length === 0) {
      const reason = await drive(cancelAll(state));
      if (reason !== 'ended' && reason !== 'idle') {
        outcome = {
          kind: 'runaway',
          reason: `main had ended and all its tasks were cancelled, yet ${reason}`,
        };
      }
    }
  } finally {
    for (const undo of restore.reverse()) undo();
  }
  const unseen = [...state.unseen].map((task) => ({ task: task.name, error: task.error }));
  // A program that was stopped may go on when a file or a socket answers it later, and must not change what was told.
  const told = { lines: [...run.lines], busy: [...run.busy], endings: [...run.endings] };
  return { ...run, ...told, outcome: outcome as Outcome, unseen };
}

/** What `main` left behind, by name: its tasks, and the timers that belong to none of them. */
function stillAlive(state: Program, main: Task<unknown>, virtual: VirtualClock | undefined): string[] {
  const tasks = [...state.alive].filter((task) => task !== main).map((task) => task.name);
  const owners = new Set(tasks);
  const timers = virtual?.live.filter((timer) => !owners.has(timer.owner)) ?? [];
  return [...tasks, ...timers.map((timer) => `${timer.name} of ${timer.owner}`)];
}

/** Takes over the errors that would end the process; returns how to give them back to whoever listened before. */
function catchUnhandled(report: (error: unknown) => void): () => void {
  const restore = (['unhandledRejection', 'uncaughtException'] as const).map((event) => {
    const before = process.rawListeners(event) as ((error: unknown) => void)[];
    process.removeAllListeners(event);
    process.on(event, report);
    return () => {
      process.removeListener(event, report);
      for (const listener of before) process.on(event, listener);
    };
  });
  return () => restore.forEach((undo) => undo());
}
