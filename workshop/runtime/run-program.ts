import { AsyncLocalStorage } from 'node:async_hooks';
import { driveReal, driveVirtual } from './drive.ts';
import { execute, type Ended, type Way } from './execute.ts';
import type { Observer } from './observer.ts';
import { Outside } from './outside.ts';
import { Program } from './program.ts';
import { RealClock } from './real-clock.ts';
import { RunRecorder, type Recorded } from './run-recorder.ts';
import { together } from './many-observers.ts';
import { currentJob } from './scope.ts';
import { install } from './timers.ts';
import { VirtualClock, type Limit } from './virtual-clock.ts';

export type { Outcome } from './execute.ts';
export type { Busy, Lease, Line, Observer, OtherProcess, WaitKind } from './observer.ts';
export type { Ending, Late, Span, TaskLife, Waited } from './run-recorder.ts';

/** All that a program did: what tests, coach and pictures work from. Times are milliseconds since it began. */
export interface Run extends Ended, Recorded {}

export interface RunOptions {
  clock?: 'virtual' | 'real';
  limit?: Partial<Limit>;
  /** Told what the program does, as it does it. */
  observer?: Observer;
}

const defaultLimit: Limit = { ms: 24 * 60 * 60 * 1000, timers: 1_000_000 };

const running = new Set<Program | undefined>();
const watcher = new AsyncLocalStorage<Observer>();
let latest: Promise<unknown> = Promise.resolve();

/**
 * Runs a program and tells all that it did. The virtual clock, which is the default, is exact and takes no real time: it
 * stands still while code runs, and while a file, a look-up or another thread's work is under way, and jumps to the next
 * timer when nothing is ready. When the program has ended, the tasks it left behind are cancelled, as `run` does, and their
 * cleanup is waited for.
 *
 * Programs run one at a time; a second call waits for the first. What has no end to wait for (a listening server, an open
 * socket, a child process, another thread, standard input) cannot be on a virtual clock: such a program ends as
 * `deadlocked`, and `outside` names what it depends on.
 *
 * @param program called with nothing, as the task `main`
 * @param options.clock `virtual` (default) or `real`
 * @param options.limit `ms` (default one day) and `timers` (default a million): a program past either is a `runaway`
 * @param options.observer told of every line, wait and timer as it happens
 * @returns the run; it never rejects because of what the program did
 *
 * @example
 * const run = await runProgram(() => main([]));
 * console.log(run.elapsed, run.lines.length, run.outcome.kind);
 */
export async function runProgram(program: () => unknown, options: RunOptions = {}): Promise<Run> {
  if (running.has(currentJob()?.program)) {
    throw new Error(
      'runProgram() was called by a program that runProgram() is running: it takes one at a time.',
    );
  }
  const current = latest.then(() => record(program, options));
  latest = current.catch(() => {});
  return current;
}

/**
 * Lets `observer` watch every program that `work` runs, also those that it runs later. What it is told comes in the async
 * context (AsyncLocalStorage) of the code that did it.
 *
 * @returns what `work` returns
 */
export function watchPrograms<T>(observer: Observer, work: () => T): T {
  return watcher.run(observer, work);
}

async function record(
  main: () => unknown,
  { clock: kind = 'virtual', limit, observer }: RunOptions,
): Promise<Run> {
  const recorder: RunRecorder = new RunRecorder(() => clock.now());
  const others = [observer, watcher.getStore()].filter((each) => each !== undefined);
  const told = others.length > 0 ? together(recorder, ...others) : recorder;
  const virtual = kind === 'virtual' ? new VirtualClock({ ...defaultLimit, ...limit }, told) : undefined;
  const clock = virtual ?? new RealClock();
  const program = new Program(clock, told);
  // On the real clock nothing else may keep this process alive while the program waits.
  const keep = virtual ? undefined : setInterval(() => {}, 2 ** 30);
  const outside = new Outside(program, { timers: !virtual });
  const way = virtual ? virtualWay(virtual, outside) : realWay(limit?.ms ?? defaultLimit.ms, outside);
  const restore = virtual ? install(virtual, () => currentJob()?.name ?? 'main') : () => {};
  running.add(program);
  try {
    const ended = await execute(program, () => main(), way);
    // A program that was stopped may go on when something answers it later, and must not change what is told.
    const { lines, busy, endings, late, tasks, queues, processes } = recorder.recorded;
    return {
      ...ended,
      ...{ lines: [...lines], busy: [...busy], endings: [...endings], late: [...late], tasks: [...tasks] },
      ...{ queues: [...queues], processes: [...processes] },
    };
  } finally {
    running.delete(program);
    restore();
    outside.stop();
    clearInterval(keep);
  }
}

function virtualWay(clock: VirtualClock, outside: Outside): Way {
  return {
    drive: (until, report) => driveVirtual(clock, outside, until, report),
    timers: () => clock.live,
    runaway: () => clock.runaway,
    catchUnhandled,
  };
}

function realWay(limitMs: number, outside: Outside): Way {
  return {
    drive: (until) => driveReal(limitMs, outside, until),
    timers: () => outside.timers,
    catchUnhandled,
  };
}

/** Takes over the errors that would end the process; returns how to give them back to those who listened before. */
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
