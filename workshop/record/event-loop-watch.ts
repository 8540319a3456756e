import { promiseHooks, type HookCallbacks } from 'node:v8';
import type { Armed, Line, Observer } from '../runtime/observer.ts';
import type { Clock } from '../runtime/real-clock.ts';
import { currentJob } from '../runtime/scope.ts';
import type { Call } from './calls.ts';
import { deepest, type Place } from './stack.ts';

/** A promise, seen as a job of the microtask queue: the code that goes on when what it waits for has settled. */
export interface Job {
  type: 'promise';
  task: string | undefined;
  place: Place;
  /** Whether it follows another promise, as that of an `await` does, and which one if it was seen. */
  awaits: boolean;
  follows: Job | undefined;
  readyIn?: Turn;
  settled: boolean;
  next?: Job[];
  /** Found later: the call that returned it, or awaits it, and then in which line. */
  call?: Call;
  line?: number | undefined;
}

export interface Sleep {
  type: 'sleep';
  task: string;
  place: Place;
  due: number;
  armedIn: Turn;
  firedIn?: Turn;
}

/** Something printed, by `log()` or in any other way. */
export interface Print {
  type: 'print';
  task: string | undefined;
  place: Place;
  at: number;
  lane: string | undefined;
  text: string;
  /** Found later: who printed it. */
  call?: Call | undefined;
}

export type Event = Job | Sleep | Print | { type: 'settled'; job: Job } | { type: 'woken'; sleep: Sleep };

/** One uninterrupted piece of execution: a job of the microtask queue, a timer's callback, or what is in between. */
export interface Turn {
  kind: 'job' | 'timer' | 'other';
  seq: number;
  at: number;
  to: number;
  cause: Turn | undefined;
  resumed: Job | undefined;
  events: Event[];
}

/** More than anybody looks at. What comes later runs without being watched. */
const most = { turns: 20_000, events: 80_000 };

/**
 * Watches the event loop of this process: which turns there are, what set each off, and what happens in it. It only
 * observes: a `then` of its own on any promise would change the order that is being observed.
 */
export class Watch implements Observer {
  readonly turns: Turn[] = [];
  readonly prints: Print[] = [];
  /** False when it has stopped, or has had enough. */
  watching = true;
  /** While a program is being read from the disk, nothing that is armed is its own. */
  isLoading = true;
  clock: Pick<Clock, 'now'> = { now: () => 0 };
  readonly #jobs = new WeakMap<Promise<unknown>, Job>();
  readonly #sleeps = new Map<Armed, Sleep>();
  readonly #stopHooks: () => void;
  #turn: Turn;
  #over = false;
  #events = 0;

  constructor() {
    this.#turn = this.#begin('other');
    const init: HookCallbacks['init'] = (promise, parent) => {
      const follows = parent === undefined ? undefined : this.#jobs.get(parent);
      const task = currentJob()?.name;
      // An `await` of what is no promise makes one that is settled immediately, and another one in the same place.
      const last = this.#here().events.at(-1);
      const same = last?.type === 'settled' && last.job === follows && follows.awaits;
      const place = same ? follows.place : placeHere(init);
      const awaits = parent !== undefined;
      const job: Job = { type: 'promise', task, place, awaits, follows, settled: false };
      // A promise from before the watch has most likely settled by now, and no hook tells of Promise.resolve().
      if (!follows || follows.settled) job.readyIn = this.#here();
      else (follows.next ??= []).push(job);
      this.#jobs.set(promise, job);
      this.#note(job);
    };
    const settled: HookCallbacks['settled'] = (promise) => {
      const job = this.#jobs.get(promise);
      if (!job) return;
      job.settled = true;
      const turn = this.#here();
      for (const next of job.next ?? []) next.readyIn = turn;
      delete job.next;
      this.#note({ type: 'settled', job });
    };
    // Adopting another promise shows nowhere before it happens: then the turn before is the best cause we know.
    const before: HookCallbacks['before'] = (promise) => {
      const job = this.#jobs.get(promise);
      this.#begin('job', job?.readyIn ?? this.#turn, job);
    };
    const after: HookCallbacks['after'] = () => this.#end();
    this.#stopHooks = promiseHooks.createHook({ init, settled, before, after }) as () => void;
  }

  stop(): void {
    this.watching = false;
    this.#stopHooks();
  }

  print(text: string, lane?: string): void {
    const task = currentJob()?.name;
    const print: Print = { type: 'print', task, place: placeHere(), at: this.clock.now(), lane, text };
    this.prints.push(print);
    if (this.watching) this.#note(print);
  }

  line({ text, lane }: Line): void {
    this.print(text, lane);
  }

  armed(timer: Armed): void {
    if (!this.watching || this.isLoading) return;
    const { owner, due } = timer;
    const sleep: Sleep = { type: 'sleep', task: owner, place: placeHere(), due, armedIn: this.#here() };
    this.#sleeps.set(timer, sleep);
    this.#note(sleep);
  }

  fired(timer: Armed): void {
    if (!this.watching) return;
    const sleep = this.#sleeps.get(timer);
    this.#begin('timer', sleep?.armedIn ?? this.#turn);
    this.cleared(timer);
    if (sleep) sleep.firedIn = this.#turn;
  }

  returned(): void {
    if (this.watching) this.#end();
  }

  /** A timer fires, or is called off. */
  cleared(timer: Armed): void {
    const sleep = this.#sleeps.get(timer);
    if (!sleep || !this.watching) return;
    this.#sleeps.delete(timer);
    this.#note({ type: 'woken', sleep });
  }

  #begin(kind: Turn['kind'], cause?: Turn, resumed?: Job): Turn {
    if (cause && !this.#over) this.#end();
    this.#over = false;
    const at = this.clock.now();
    const turn: Turn = { kind, seq: this.turns.length, at, to: at, cause, resumed, events: [] };
    this.turns.push(turn);
    if (turn.seq >= most.turns) this.stop();
    return (this.#turn = turn);
  }

  #end(): void {
    this.#over = true;
    this.#turn.to = this.clock.now();
  }

  /** What happens between two turns that we know, such as the callback of `process.nextTick`, is a turn as well. */
  #here(): Turn {
    return this.#over ? this.#begin('other', this.#turn) : this.#turn;
  }

  #note(event: Event): void {
    this.#here().events.push(event);
    this.#events += 1;
    if (this.#events >= most.events) this.stop();
  }
}

function placeHere(below?: HookCallbacks['init']): Place {
  const place: Place = {};
  const { stackTraceLimit } = Error;
  // One row is Node's, and each costs half a microsecond.
  if (below) Error.stackTraceLimit = deepest + 1;
  Error.captureStackTrace(place, below);
  Error.stackTraceLimit = stackTraceLimit;
  return place;
}
