import type { Stop } from './drive.ts';
import { Job } from './job.ts';
import { activate, type Program } from './program.ts';

/** How a program came to its end. */
export type Outcome =
  | { kind: 'finished'; value: unknown }
  | { kind: 'failed'; error: unknown }
  /** Nothing is left to run and `main` is not done: who waits for what. */
  | { kind: 'deadlocked'; waiting: string[] }
  /** Past the limit of virtual time or of timers. */
  | { kind: 'runaway'; reason: string };

/** What is known of every program when it has ended, whatever clock ran it and whatever watched it. */
export interface Ended {
  /** Until the program ended; cleanup after it is not counted. */
  elapsed: number;
  outcome: Outcome;
  /** Tasks and timers still alive when `main` ended, by name. */
  leaks: string[];
  /** Tasks outside a group that failed, and whose failure nothing handled. */
  unseen: { task: string; error: unknown }[];
  /** Errors that no promise handler and no `try` ever saw: under plain Node the first one ends the process. */
  unhandled: unknown[];
  /** Tasks that were cancelled when `main` had ended and did not end: who, and what they wait for. */
  unanswered: string[];
  /** What the program has open that the virtual clock cannot see, in words. With any of these it belongs on the real clock. */
  outside: string[];
}

/** What differs between the clocks, and between a test and a program of its own. */
export interface Way {
  /** Lets the program run until `until` has settled, or tells why it cannot. */
  drive(until: Promise<unknown>, report: (error: unknown) => void): Promise<Stop>;
  /** Timers that nobody's task explains, by name and owner. */
  timers(): { name: string; owner: string }[];
  /** Hears of errors that nobody handles; returns how to stop that. */
  catchUnhandled(report: (error: unknown) => void): () => void;
  /** Why the clock itself had to stop the program, if it did. */
  runaway?(): string | undefined;
  /** Told of `main` before it starts, so that it can be cancelled. */
  begins?(main: Job<unknown>): void;
}

/**
 * The one core that runs programs: calls `main` as the task of that name, and when it has ended cancels every task still
 * alive, and those created meanwhile, and waits for their cleanup. `run` and `runProgram` differ only in the way they give.
 */
export async function execute(
  program: Program,
  main: (signal: AbortSignal) => unknown,
  way: Way,
): Promise<Ended> {
  const ended: Omit<Ended, 'outcome'> = {
    elapsed: 0,
    leaks: [],
    unseen: [],
    unhandled: [],
    unanswered: [],
    outside: [],
  };
  let outcome: Outcome | undefined;
  let tellEnded = () => {};
  const mainEnded = new Promise<void>((resolve) => (tellEnded = resolve));
  const end = (how: Outcome) => {
    if (outcome) return;
    const reason = way.runaway?.();
    outcome = reason === undefined ? how : { kind: 'runaway', reason };
    ended.elapsed = program.clock.now();
    ended.leaks = stillAlive(program, job, way.timers());
    tellEnded();
  };
  // As in plain Node, where an error that nobody handles ends the process on the spot: no cleanup, no further line.
  const die = (error: unknown) => {
    ended.unhandled.push(error);
    if (outcome?.kind === 'finished') outcome = { kind: 'failed', error };
    else end({ kind: 'failed', error });
  };

  const restore = [activate(program), way.catchUnhandled(die)];
  const job: Job<unknown> = new Job(
    async (signal) => end({ kind: 'finished', value: await main(signal) }),
    'main',
  );
  job.markSeen();
  job.onEnd(() => end({ kind: 'failed', error: job.error }));
  way.begins?.(job);
  job.start();
  try {
    const stop = await way.drive(mainEnded, die);
    if (stop.kind === 'interrupted') end({ kind: 'failed', error: stop.error });
    if (stop.kind === 'ended' || stop.kind === 'interrupted') {
      if (ended.unhandled.length === 0) ended.unanswered = await cancelAll(program, way, die);
    } else {
      end(stopped(stop, program));
      if (stop.kind === 'outside') ended.outside = stop.what;
    }
  } finally {
    for (const undo of restore) undo();
  }
  ended.unseen = [...program.unseen].map((task) => ({ task: task.name, error: task.error }));
  return { ...ended, outcome: outcome as unknown as Outcome };
}

function stopped(stop: Exclude<Stop, { kind: 'ended' | 'interrupted' }>, program: Program): Outcome {
  if (stop.kind === 'runaway') return stop;
  const waiting = whoWaits(program);
  if (stop.kind === 'idle') return { kind: 'deadlocked', waiting };
  const what = stop.what.join(' and ');
  return {
    kind: 'deadlocked',
    waiting: [
      `main depends on ${what}, which no virtual clock can see: run it on the real clock`,
      ...waiting.slice(1),
    ],
  };
}

/** So often those are cancelled whom cleanup has made: each of them could make one more in its own. */
const generations = 1000;

/** Cancels every task still alive, then those that they made in their cleanup; returns those that do not answer. */
async function cancelAll(program: Program, way: Way, report: (error: unknown) => void): Promise<string[]> {
  const asked = new Set<Job<unknown>>();
  for (let generation = 0; generation < generations; generation += 1) {
    const batch = [...program.alive].filter((task) => !asked.has(task));
    if (batch.length === 0) break;
    for (const task of batch) {
      asked.add(task);
      task.cancel(new DOMException('main has ended', 'AbortError'));
    }
    const answers = [...asked].map(
      (task) => new Promise<void>((resolve) => (task.done ? resolve() : task.onEnd(() => resolve()))),
    );
    const stop = await way.drive(Promise.all(answers), report);
    if (stop.kind === 'runaway' || stop.kind === 'outside') break;
  }
  return whoWaits(program);
}

/** What `main` left behind, by name: its tasks, and the timers that belong to none of them. */
function stillAlive(
  program: Program,
  main: Job<unknown>,
  timers: { name: string; owner: string }[],
): string[] {
  const tasks = [...program.alive].filter((task) => task !== main).map((task) => task.name);
  const owners = new Set(tasks);
  const others = timers.filter((timer) => !owners.has(timer.owner));
  return [...tasks, ...others.map((timer) => `${timer.name} of ${timer.owner}`)];
}

/**
 * Who waits for what, one line for each task that has not ended, `main` first: "main waits for shop 1", "shop 1 waits
 * in queue.get()".
 */
export function whoWaits(program: Program): string[] {
  const waits = new Map<unknown, Set<string>>([...program.alive].map((task) => [task, new Set()]));
  for (const wait of program.waiting) waits.get(wait.job)?.add(wait.what);
  return [...program.alive].map((task) => {
    const what = task.held ? [task.held.what] : [...(waits.get(task) ?? [])];
    return `${task.name} waits ${what.length > 0 ? what.join(' and ') : 'for a promise that nobody settles'}`;
  });
}
