import { AsyncLocalStorage } from 'node:async_hooks';
import type { Task, TaskState } from '../asyncio/task.ts';
import type { Waiter } from './waiter.ts';
import { RealClock, type Clock } from './real-clock.ts';
import { Printer } from './printer.ts';

/** One thing somebody said, `at` milliseconds after the program began. */
export interface Line {
  at: number;
  lane: string;
  text: string;
}

/** A stretch of synchronous work: nothing else could run between `from` and `to` (ms). */
export interface Busy {
  lane: string;
  from: number;
  to: number;
}

/** How and when a task that had spoken came to its end. */
export interface Ending {
  lane: string;
  at: number;
  state: TaskState;
}

/** Who is told what the program does, as it does it. */
export interface Observer {
  line?(line: Line): void;
  busy?(busy: Busy): void;
  ending?(ending: Ending): void;
}

/**
 * What all tasks of one running program share: its clock, who is alive, who waits, and whose failure nobody has seen.
 * Learners never meet it; `run` and `runProgram` make one for each program.
 */
export class Program {
  /** Tasks that have not ended, in creation order. */
  readonly alive = new Set<Task<unknown>>();
  /** Everything that waits inside one of our primitives; a deadlock report reads it. */
  readonly waiting = new Set<Waiter<unknown>>();
  /** Failed tasks that nobody has looked at so far. */
  readonly unseen = new Set<Task<unknown>>();
  readonly clock: Clock;
  readonly #observer: Observer;
  #named = 0;
  #speaker: { lane: string; task: Task<unknown> | undefined } | undefined;

  constructor(clock: Clock, observer: Observer) {
    this.clock = clock;
    this.#observer = observer;
  }

  nextTaskName(): string {
    this.#named += 1;
    return `task ${this.#named}`;
  }

  say(lane: string, text: string): void {
    const task = currentTask();
    if (task?.name === lane) task.spoke = true;
    this.#speaker = { lane, task };
    this.#observer.line?.({ at: this.clock.now(), lane, text });
  }

  block(ms: number): void {
    const task = currentTask();
    // Plain functions have no task of their own: their work belongs to the lane that this task spoke for last.
    const lane = this.#speaker?.task === task && this.#speaker ? this.#speaker.lane : (task?.name ?? 'main');
    const from = this.clock.now();
    this.clock.block(ms);
    this.#observer.busy?.({ lane, from, to: this.clock.now() });
  }

  taskEnded(task: Task<unknown>): void {
    this.alive.delete(task);
    if (task.spoke) this.#observer.ending?.({ lane: task.name, at: this.clock.now(), state: task.state });
  }
}

const context = new AsyncLocalStorage<Task<unknown>>();

// Code outside `run` and `runProgram` (a test, a script of one's own) still has a clock, and its lines still print.
let active = new Program(new RealClock(), new Printer());

/** The task whose code is running, or `undefined` outside of every task. */
export function currentTask(): Task<unknown> | undefined {
  return context.getStore();
}

/** The program that the running code belongs to. */
export function currentProgram(): Program {
  return context.getStore()?.program ?? active;
}

/** Runs `work` as part of `task`: everything it starts, however much later, knows that task as the current one. */
export function runInTask<T>(task: Task<unknown>, work: () => T): T {
  return context.run(task, work);
}

/** Makes `program` the one that code outside of every task belongs to; returns how to go back. */
export function activate(program: Program): () => void {
  const before = active;
  active = program;
  return () => {
    active = before;
  };
}

/** What happens when `main` has ended: every task still alive is cancelled, and its cleanup waited for. */
export async function cancelAll(program: Program): Promise<void> {
  for (const task of program.alive) task.cancel(new DOMException('main has ended', 'AbortError'));
  while (program.alive.size > 0) await Promise.allSettled([...program.alive].map((task) => task.ended));
}

/**
 * Who waits for what, one line for each task that has not ended, `main` first: "main waits for shop 1", "shop 1 waits
 * in queue.get()".
 */
export function whoWaits(program: Program): string[] {
  const waits = new Map([...program.alive].map((task) => [task, [] as string[]]));
  for (const waiter of program.waiting) if (waiter.task) waits.get(waiter.task)?.push(waiter.what);
  for (const task of program.alive)
    for (const awaiter of task.awaiters) waits.get(awaiter)?.push(`for ${task.name}`);
  return [...waits].map(([task, what]) => {
    const invisible =
      'for something the clock cannot see: a promise nobody settles, or a file, a socket, an import()';
    return `${task.name} waits ${what.length > 0 ? [...new Set(what)].join(' and ') : invisible}`;
  });
}
