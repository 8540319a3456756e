import { AsyncLocalStorage } from 'node:async_hooks';
import type { Job } from './job.ts';

/** Where running code belongs: whose work it is, what cancels it, and the lane it speaks for. */
export interface Scope {
  readonly job: Job<unknown>;
  /** Aborts when the nearest task, group or `withTimeout` around this code is cancelled. */
  readonly signal: AbortSignal;
  /** The scope around this one, inside the same task. */
  readonly outer: Scope | undefined;
  /** The lane that this code has spoken for last; its task's name when left out. */
  readonly lane: string | undefined;
}

const context = new AsyncLocalStorage<Scope>();

/** The scope of the running code, or `undefined` outside of every task. */
export function currentScope(): Scope | undefined {
  return context.getStore();
}

/** The task whose code is running, or `undefined` outside of every task. */
export function currentJob(): Job<unknown> | undefined {
  return context.getStore()?.job;
}

/** Runs `work` in a scope: everything it starts, however much later, finds that scope as the current one. */
export function runInScope<T>(scope: Scope, work: () => T): T {
  return context.run(scope, work);
}

/**
 * Runs `work` in a scope inside the current one, which `signal` cancels. Outside of every task there is no scope, and so
 * nothing to be inside of.
 */
export function runWithSignal<T>(signal: AbortSignal, work: () => T): T {
  const outer = context.getStore();
  return outer ? context.run({ job: outer.job, signal, outer, lane: outer.lane }, work) : work();
}

/** What cancels the running code and has not done so yet, from the inside out: work that begins now belongs to all of these. */
export function enclosingSignals(): AbortSignal[] {
  const signals: AbortSignal[] = [];
  for (let scope = context.getStore(); scope; scope = scope.outer)
    if (!scope.signal.aborted) signals.push(scope.signal);
  return signals;
}

/**
 * From here on this code, and what it calls or goes on with, speaks for `lane`. An async function that was called keeps its
 * lane across its own `await`s, and so two of them under one `Promise.all` are told apart.
 */
export function speakFor(lane: string): void {
  const scope = context.getStore();
  // Most lines are of the lane that spoke last: then nothing need be made anew.
  if (scope && scope.lane !== lane) context.enterWith({ ...scope, lane });
}
