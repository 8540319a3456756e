import { AsyncLocalStorage } from 'node:async_hooks';
import { isDeepStrictEqual, types } from 'node:util';
import { currentProgram } from '../runtime/program.ts';
import { inWords } from './expectation.ts';
import type { Armed, Line, Observer, Wait, Watched } from '../runtime/observer.ts';
import {
  changesOf,
  isPlain,
  signalIn,
  type Call,
  type Calls,
  type CallTimer,
  type CallWait,
} from './call.ts';
import type { Run } from '../runtime/run-program.ts';

/** Nobody reads more of a run than this; an answer that runs forever must not take all memory, nor all time. */
const most = { calls: 400, events: 20_000 };

/** More calls than any right answer makes; what goes on without waiting would keep the process busy forever. */
export const mostCalls = 3000;

/** Among what an answer used: a race that nobody can win. */
export const emptyRace = 'Promise.race([])';

const inside = new AsyncLocalStorage<Call>();
const { setImmediate } = globalThis;
const statics = ['all', 'allSettled', 'any', 'race'] as const;

/**
 * Sees every call across the line between an answer and a claim, and what code on either side waits for, arms and says. It
 * adds no promise and no handler, so that order and unhandled rejections stay as they are.
 */
export class CallRecorder implements Observer {
  readonly #runs: Calls[] = [];
  readonly #waits = new Map<Wait, CallWait>();
  readonly #timers = new Map<Armed, CallTimer>();
  #events = 0;
  #count = 0;
  readonly #armedBy = new WeakMap<Armed, Call>();
  readonly #before: { call: Call; lists: [unknown[], unknown[]][]; objects: [object, object][] }[] = [];

  /** The call whose code is running, if any. */
  get current(): Call | undefined {
    return inside.getStore();
  }

  /** Runs `work` as the code of a new call. */
  run(
    side: Call['side'],
    name: string,
    args: unknown[],
    work: () => unknown,
    offered: string[] = [],
    of?: Call,
  ): unknown {
    const call: Call = {
      ...{
        side,
        name,
        args,
        offered,
        tooLate: signalIn(args)?.aborted ?? false,
        from: currentProgram().clock.now(),
        by: this.current,
        of,
      },
      ...{ outcome: { kind: 'pending' }, lines: [], waits: [], timers: [], mutated: [], changed: [] },
    };
    if (this.#now.all.length < most.calls) this.#now.all.push(call);
    if (side === 'answer') this.#keep(call);
    else if ((this.#count += 1) > mostCalls) {
      this.#now.endless ??= call;
      throw new Error(`${name} has been called again and again, ${mostCalls} times`);
    }
    try {
      const returned = inside.run(call, work);
      call.returned = returned;
      return returned;
    } catch (error) {
      call.outcome = { kind: 'rejected', error };
      throw error;
    }
  }

  /** What happened in this run, once it is over. Nothing may be running that could still reject. */
  async of(run: Run): Promise<Calls> {
    const calls = this.now(run);
    // To look at a rejection that nobody handled is no late handling of it.
    const ignore = () => {};
    process.on('rejectionHandled', ignore);
    for (const call of calls.all) {
      if (call.outcome.kind === 'rejected') continue;
      // A thenable of the claim's own may count how often it is asked.
      if (!types.isPromise(call.returned)) {
        if (!isThenable(call.returned)) call.outcome = { kind: 'fulfilled', value: call.returned };
        continue;
      }
      (call.returned as Promise<unknown>).then(
        (value) => (call.outcome = { kind: 'fulfilled', value }),
        (error) => (call.outcome = { kind: 'rejected', error }),
      );
    }
    for (const { call, lists, objects } of this.#before) {
      for (const [list, copy] of lists)
        if (!isDeepStrictEqual(list, copy)) call.mutated.push(sayMutated(copy, list));
      for (const [object, copy] of objects) call.changed.push(...changesOf(copy, object));
    }
    await new Promise<void>((resolve) => setImmediate(resolve));
    process.off('rejectionHandled', ignore);
    return calls;
  }

  /** The same, so far as it is known at this moment. */
  now(run: Run): Calls {
    const [line] = run.lines;
    return this.#runs.findLast(({ lines }) => line && lines.has(line)) ?? this.#now;
  }

  /** Sees which of the platform's ways to combine promises the answer calls, and who aborts when; returns how to see no more. */
  watchPlatform(): () => void {
    const { abort } = AbortController.prototype;
    const noteAbort = (signal: AbortSignal) => {
      if (signal.aborted) return;
      this.#now.aborted.set(signal, currentProgram().clock.now());
      if (this.current) this.#now.abortedBy.set(signal, this.current);
    };
    AbortController.prototype.abort = function (this: AbortController, ...reason: unknown[]) {
      noteAbort(this.signal);
      return Reflect.apply(abort, this, reason) as void;
    };
    const originals = statics.map((name) => [name, Promise[name]] as const);
    for (const [name, original] of originals) {
      const watched = (receiver: unknown, args: unknown[]) => {
        this.#use(`Promise.${name}`);
        if (name === 'race' && Array.isArray(args[0]) && args[0].length === 0) this.#use(emptyRace);
        return Reflect.apply(original, receiver, args) as unknown;
      };
      const value = function (this: unknown, ...args: unknown[]) {
        return watched(this, args);
      };
      Object.defineProperty(Promise, name, { value, configurable: true, writable: true });
    }
    return () => {
      AbortController.prototype.abort = abort;
      for (const [name, value] of originals)
        Object.defineProperty(Promise, name, { value, configurable: true, writable: true });
    };
  }

  created(_job: Watched, by: Watched | undefined): void {
    if (by) this.#use('createTask');
    else this.#begin();
  }

  line(line: Line): void {
    this.#now.lines.add(line);
    if (this.#goesOn) this.current?.lines.push(line);
  }

  waits(wait: Wait): void {
    const { kind, due, hasSignal } = wait;
    if (kind === 'get' || kind === 'put') this.#use('Queue');
    const noted: CallWait = { kind, hasSignal, due, from: currentProgram().clock.now() };
    if (this.#goesOn) this.current?.waits.push(noted);
    this.#waits.set(wait, noted);
  }

  goesOn(wait: Wait): void {
    const noted = this.#waits.get(wait);
    if (noted) noted.to = currentProgram().clock.now();
    this.#waits.delete(wait);
  }

  armed(timer: Armed): void {
    // An interval arms itself again, which is no code of anybody's.
    const call = this.current ?? this.#armedBy.get(timer);
    const noted = {
      name: `${timer.name} of ${timer.owner}`,
      from: currentProgram().clock.now(),
      due: timer.due,
    };
    if (call && this.#goesOn) {
      call.timers.push(noted);
      this.#armedBy.set(timer, call);
    }
    if (this.#now.timers.size < most.calls) this.#now.timers.add(noted.name);
    this.#timers.set(timer, noted);
  }

  fired(timer: Armed): void {
    this.#over(timer, 'fired');
  }

  cleared(timer: Armed): void {
    this.#over(timer, 'cleared');
  }

  #over(timer: Armed, how: 'fired' | 'cleared'): void {
    const noted = this.#timers.get(timer);
    if (noted) noted.over = { at: currentProgram().clock.now(), how };
    if (noted && how === 'cleared' && this.current) noted.clearedBy = this.current;
    this.#timers.delete(timer);
  }

  get #goesOn(): boolean {
    this.#events += 1;
    return this.#events <= most.events;
  }

  get #now(): Calls {
    const last = this.#runs.at(-1);
    if (last) return last;
    return this.#begin();
  }

  #begin(): Calls {
    const calls: Calls = {
      all: [],
      lines: new Set(),
      used: new Set(),
      timers: new Set(),
      aborted: new Map(),
      abortedBy: new Map(),
    };
    this.#count = 0;
    this.#runs.push(calls);
    return calls;
  }

  #use(what: string): void {
    if (this.current?.side === 'answer') this.#now.used.add(what);
  }

  #keep(call: Call): void {
    const lists = call.args
      .filter((arg) => Array.isArray(arg))
      .map((list): [unknown[], unknown[]] => [list, [...list]]);
    const objects = call.args.filter(isPlain).map((object): [object, object] => [object, { ...object }]);
    if (lists.length + objects.length > 0) this.#before.push({ call, lists, objects });
  }
}

/** A list as it was and as it is; where both read the same, their items are functions or hold some. */
function sayMutated(before: unknown[], after: unknown[]): string {
  const [was, is] = [inWords(before), inWords(after)];
  return was === is ? `its ${before.length} items are others, or in another order` : `${was} → ${is}`;
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value;
}
