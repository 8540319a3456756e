import { createHook, type AsyncHook } from 'node:async_hooks';
import { promiseHooks, type HookCallbacks } from 'node:v8';
import type { Armed, Line, Observer } from '../runtime/observer.ts';
import type { Clock } from '../runtime/real-clock.ts';
import { currentJob } from '../runtime/scope.ts';
import { OpenHandles, type Resource } from './open-handles.ts';
import { wordFor } from './outside-words.ts';
import { framesOf, isMachinery, placeHere } from './stack.ts';
import { Turns, type Job, type Pending, type Print, type QueueName } from './turns.ts';

const queues: Record<string, QueueName> = {
  TickObject: 'ticks',
  Microtask: 'microtasks',
  Timeout: 'timers',
  Immediate: 'immediates',
};

/**
 * Watches the event loop of this process: which turns there are, what set each off, and what happens in it. It only
 * observes: a `then` of its own on any promise would change the order that is being observed.
 */
export class Watch implements Observer {
  clock: Pick<Clock, 'now'> = { now: () => 0 };
  readonly turns = new Turns(
    () => this.clock.now(),
    () => this.stop(),
  );
  readonly prints: Print[] = [];
  /** False when it has stopped, or has had enough. */
  watching = true;
  /** Whether something outside the thread has called back. */
  hasHeard = false;
  /** While a program is being read from the disk, nothing that is armed is its own. */
  isLoading = true;
  readonly #jobs = new WeakMap<Promise<unknown>, Job>();
  readonly #timers = new Map<Armed, Pending>();
  readonly #callbacks = new Map<number, Pending>();
  readonly #handles = new OpenHandles();
  readonly #stopHooks: () => void;
  readonly #hook: AsyncHook;
  readonly #file: string | undefined;
  #running: number | undefined;
  /** Promises that the machinery made to load a step, in whose jobs it then runs. */
  readonly #ours = new WeakSet<Promise<unknown>>();
  /** In a job of what loads modules, which goes on beside the program, and what that has made in turn. */
  #isForeign = false;
  readonly #foreignTimers = new WeakSet<Armed>();

  /**
   * @param isVirtual whether the timers are those of a virtual clock, which tells of them itself
   * @param file the one that is watched: then what loads modules is left out
   * @param options.isScript whether all jobs that were made before it began belong to what loads modules
   */
  constructor(isVirtual: boolean, file?: string, { isScript = false } = {}) {
    this.#file = file;
    const isStep = file !== undefined && !isScript;
    const init: HookCallbacks['init'] = (promise, parent) => {
      if (this.#isForeign) return;
      if (this.isLoading) {
        if (isStep && isMachinery(placeHere(init))) this.#ours.add(promise);
        return;
      }
      const follows = parent === undefined ? undefined : this.#jobs.get(parent);
      const task = currentJob()?.name;
      // An `await` of what is no promise makes one that is settled immediately, and another one in the same place.
      const last = this.turns.here.events.at(-1);
      const same = last?.type === 'settled' && last.job === follows && follows.awaits;
      const place = same ? follows.place : placeHere(init);
      const awaits = parent !== undefined;
      const job: Job = { type: 'promise', task, place, awaits, follows, settled: false };
      // A promise from before the watch has most likely settled by now, and no hook tells of Promise.resolve().
      if (!follows || follows.settled) job.readyIn = this.turns.here;
      else (follows.next ??= []).push(job);
      this.#jobs.set(promise, job);
      this.turns.note(job);
    };
    const settled: HookCallbacks['settled'] = (promise) => {
      const job = this.#jobs.get(promise);
      if (!job) return;
      job.settled = true;
      const turn = this.turns.here;
      for (const next of job.next ?? []) next.readyIn = turn;
      delete job.next;
      this.turns.note({ type: 'settled', job });
    };
    // Adopting another promise shows nowhere before it happens: then the turn before is the best cause we know.
    const before: HookCallbacks['before'] = (promise) => {
      const job = this.#jobs.get(promise);
      this.#isForeign = !job && (isStep ? !this.#ours.has(promise) : isScript && !this.isLoading);
      if (this.isLoading || this.#isForeign) return;
      this.turns.begin('microtasks', { cause: job?.readyIn ?? this.turns.latest, resumed: job });
    };
    const after: HookCallbacks['after'] = () => {
      if (!this.isLoading && !this.#isForeign) this.#end();
      this.#isForeign = false;
    };
    this.#stopHooks = promiseHooks.createHook({ init, settled, before, after }) as () => void;
    // Newer Nodes can leave promises out, which makes the watching nearly free.
    const hook: Parameters<typeof createHook>[0] & { trackPromises: boolean } = {
      trackPromises: false,
      init: (id, type, _trigger, resource) => {
        if (type === 'PROMISE' || (isVirtual && /^(Timeout|Immediate|VirtualTimer)$/.test(type))) return;
        this.#callbackMade(id, type, resource as Resource);
      },
      before: (id) => this.#callbackBegins(id),
      after: (id) => this.#callbackEnds(id),
    };
    this.#hook = createHook(hook).enable();
  }

  stop(): void {
    this.watching = false;
    this.#stopHooks();
    this.#hook.disable();
  }

  print(text: string, lane?: string, stream: Print['stream'] = 'stdout', open = false): void {
    const print: Print = {
      ...{ type: 'print', task: currentJob()?.name, place: placeHere(), at: this.clock.now() },
      ...{ lane, text, stream, open },
    };
    this.prints.push(print);
    if (this.watching) this.turns.note(print);
  }

  line({ text, lane }: Line): void {
    this.print(text, lane);
  }

  armed(timer: Armed): void {
    if (!this.watching) return;
    const place = placeHere();
    if (this.isLoading) {
      // Such as one to tidy the files of a translator.
      if (framesOf(place, '').loads) this.#foreignTimers.add(timer);
      return;
    }
    // One that is refreshed waits once.
    this.cleared(timer);
    const isImmediate = timer.name === 'setImmediate';
    const pending: Pending = {
      ...{ type: 'pending', queue: isImmediate ? 'immediates' : 'timers', task: timer.owner },
      ...{ place, due: timer.due, armedIn: this.turns.here },
    };
    this.#timers.set(timer, pending);
    this.#handles.add(pending, timer as Resource);
    this.turns.note(pending);
  }

  fired(timer: Armed): void {
    if (!this.watching) return;
    const pending = this.#timers.get(timer);
    if (this.#foreignTimers.has(timer) || (pending && this.#isLoaders(pending))) this.#isForeign = true;
    else this.#begin(pending ?? { queue: 'timers' });
    this.cleared(timer);
  }

  returned(): void {
    if (this.watching && !this.turns.isOver) this.#end();
    this.#isForeign = false;
  }

  /** A timer of the virtual clock fires, or is called off. */
  cleared(timer: Armed): void {
    const pending = this.#timers.get(timer);
    if (!pending || !this.watching) return;
    this.#timers.delete(timer);
    this.turns.note({ type: 'gone', pending });
  }

  #callbackMade(id: number, type: string, resource: Resource): void {
    const queue = queues[type] ?? 'input/output';
    const what = queue === 'input/output' ? wordFor(type) : undefined;
    if (this.isLoading || this.#isForeign || (queue === 'input/output' && what === undefined)) return;
    const armedIn = this.turns.here;
    const pending: Pending = {
      type: 'pending',
      queue,
      task: currentJob()?.name,
      place: placeHere(),
      armedIn,
    };
    if (what !== undefined) {
      pending.what = what;
      const { pending: running } = armedIn;
      // A file is opened, looked at, read and closed: one thing to a reader.
      if (running?.what === what) pending.partOf = running.partOf ?? running;
    }
    if (type === 'Timeout') pending.due = this.clock.now() + (resource._idleTimeout ?? 1);
    this.#callbacks.set(id, pending);
    this.#handles.add(pending, resource);
    this.turns.note(pending);
  }

  #callbackBegins(id: number): void {
    const pending = this.#callbacks.get(id);
    // What it arms in turn is not the program's either, unless a timer of the virtual clock fires in it.
    const isForeign = pending ? this.#isLoaders(pending) : this.#file !== undefined && !this.isLoading;
    if (isForeign && this.turns.isOver) this.#isForeign = true;
    if (!pending || isForeign || this.#running !== undefined || !this.turns.isOver) return;
    this.#running = id;
    this.#begin(pending);
    // A request is answered once; what stays open, such as a server, is looked at after each turn.
    if (!this.#handles.staysOpen(pending)) this.turns.note({ type: 'gone', pending });
  }

  #callbackEnds(id: number): void {
    if (this.#running !== id) {
      this.#isForeign = false;
      return;
    }
    this.#running = undefined;
    this.#end();
  }

  #isLoaders({ place }: Pending): boolean {
    return this.#file !== undefined && framesOf(place, this.#file).loads;
  }

  #begin(pending: Pending | { queue: 'timers' }): void {
    const known = 'type' in pending ? pending : undefined;
    const cause = known?.ranIn ?? known?.armedIn ?? this.turns.latest;
    const turn = this.turns.begin(pending.queue, { cause, ...(known ? { pending: known } : {}) });
    this.#isForeign = false;
    this.hasHeard ||= pending.queue === 'input/output';
    if (known) known.ranIn = turn;
  }

  #end(): void {
    for (const pending of this.#handles.over()) this.turns.note({ type: 'gone', pending });
    this.turns.end();
  }
}
