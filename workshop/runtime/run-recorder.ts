import type {
  Armed,
  Busy,
  JobState,
  Line,
  Observer,
  OtherProcess,
  Wait,
  WaitKind,
  Watched,
} from './observer.ts';
import { currentLane } from './program.ts';
import { currentJob } from './scope.ts';

/** How and when a task that had spoken came to its end. */
export interface Ending {
  lane: string;
  at: number;
  state: JobState;
}

/** A stretch of time, in ms since the program began. `to` is missing while it lasts. */
export interface Span {
  from: number;
  to?: number;
}

/** Something that code waited for. */
export interface Waited extends Span {
  /** A sleep, a task, a queue's `get` or `put`, a slot of an executor … */
  kind: WaitKind;
  /** Finishes the sentence "shop 1 waits …": `in queue.get()`. */
  what: string;
  /** The task whose code waited, and the lane it spoke for. */
  task: string;
  lane: string;
  /** Only of a sleep: when its timer was due. */
  due?: number;
  /** The lane whose code let it go on; none when a timer of its own did. */
  by?: string;
  /** Whether it was given a signal that could have ended it. */
  hasSignal: boolean;
}

/** The life of one task. */
export interface TaskLife {
  name: string;
  /** The task whose code made it; none for `main`. */
  parent?: string;
  created: number;
  started?: number;
  /** When it was asked to stop. */
  cancelled?: number;
  /** The lane whose code asked it, if that was another one. */
  cancelledBy?: string;
  ended?: number;
  state: JobState;
  /** When it kept the thread; when it could have gone on but others had the thread; what it waited for. */
  ran: Span[];
  ready: Span[];
  waits: Waited[];
}

/** A timer of the virtual clock that could not fire when it was due, and what its callback spoke for. */
export interface Late {
  lane: string;
  due: number;
  at: number;
}

/** How many items were inside a queue, from each time on at which that changed. It began with none. */
export interface QueueLengths {
  name: string;
  lengths: { at: number; length: number }[];
}

/** What a watched program has done so far. */
export interface Recorded {
  /** Every `log()`, in order. */
  lines: Line[];
  /** When `block()` kept the thread, and for whom. */
  busy: Busy[];
  /** How the tasks that spoke came to their ends. */
  endings: Ending[];
  /** Callbacks of timers that spoke, and came late because others had the thread. */
  late: Late[];
  /** The life of every task, `main` first, in the order in which they were made. */
  tasks: TaskLife[];
  /** The queues that were ever more than empty, in the order in which they were. */
  queues: QueueLengths[];
  /** Other processes that it started, in that order. */
  processes: OtherProcess[];
}

/** Nobody reads more of a run than this; a program that never ends must not take all memory. */
const most = { tasks: 10_000, waits: 100_000, lengths: 100_000 };

/** Writes down what a program does. */
export class RunRecorder implements Observer {
  readonly recorded: Recorded = {
    lines: [],
    busy: [],
    endings: [],
    late: [],
    tasks: [],
    queues: [],
    processes: [],
  };
  readonly #now: () => number;
  readonly #lives = new Map<Watched | undefined, TaskLife>();
  readonly #open = new Map<Wait, Waited>();
  readonly #queues = new Map<object, QueueLengths>();
  readonly #spoke = new Set<string>();
  #firing: Armed | undefined;
  #waits = 0;
  #lengths = 0;

  /** @param now the program's clock */
  constructor(now: () => number) {
    this.#now = now;
  }

  line(line: Line): void {
    this.recorded.lines.push(line);
    this.#spoke.add(line.lane);
    const timer = this.#firing;
    if (timer && timer.due < line.at)
      this.recorded.late.push({ lane: line.lane, due: timer.due, at: line.at });
    this.#firing = undefined;
  }

  fired(timer: Armed): void {
    this.#firing = timer;
  }

  returned(): void {
    this.#firing = undefined;
  }

  busy(busy: Busy, job?: Watched): void {
    this.recorded.busy.push(busy);
    this.#lives.get(job)?.ran.push({ from: busy.from, to: busy.to });
  }

  created(job: Watched, by: Watched | undefined): void {
    if (this.#lives.size >= most.tasks) return;
    const { name, state } = job;
    const life: TaskLife = { name, created: this.#now(), state, ran: [], ready: [], waits: [] };
    if (by) life.parent = by.name;
    this.#lives.set(job, life);
    this.recorded.tasks.push(life);
  }

  started(job: Watched): void {
    const life = this.#lives.get(job);
    if (!life) return;
    life.state = job.state;
    life.started = this.#now();
    // A task that waited for a slot was ready from then on.
    this.#wasReady(life, life.waits.at(-1)?.to ?? life.created);
  }

  cancelled(job: Watched): void {
    const life = this.#lives.get(job);
    if (!life) return;
    life.cancelled = this.#now();
    const by = laneOfOther(job);
    if (by !== undefined) life.cancelledBy = by;
  }

  ended(job: Watched): void {
    const life = this.#lives.get(job);
    if (life) Object.assign(life, { state: job.state, ended: this.#now() });
    if (this.#spoke.has(job.name))
      this.recorded.endings.push({ lane: job.name, at: this.#now(), state: job.state });
  }

  waits(wait: Wait): void {
    const life = this.#lives.get(wait.job);
    if (!life || this.#waits >= most.waits) return;
    this.#waits += 1;
    const { kind, what, lane, due, hasSignal } = wait;
    const waited: Waited = { kind, what, task: life.name, lane, hasSignal, from: this.#now() };
    if (due !== undefined) waited.due = due;
    life.waits.push(waited);
    this.#open.set(wait, waited);
  }

  goesOn(wait: Wait): void {
    const waited = this.#open.get(wait);
    if (!waited) return;
    this.#open.delete(wait);
    const now = this.#now();
    // A timer that fires late was ready to fire since it was due.
    waited.to = Math.min(now, Math.max(waited.due ?? now, waited.from));
    const by = laneOfOther(wait.job);
    if (by !== undefined) waited.by = by;
    // Only waits of tasks that are told of are kept.
    this.#wasReady(this.#lives.get(wait.job) as TaskLife, waited.to);
  }

  queued(queue: object, length: number): void {
    const at = this.#now();
    const { lengths } = this.#queues.get(queue) ?? this.#meets(queue);
    const last = lengths.at(-1);
    // What it holds for no time is of no interest.
    if (last?.at === at) last.length = length;
    else if (this.#lengths < most.lengths) {
      this.#lengths += 1;
      lengths.push({ at, length });
    }
  }

  process(process: OtherProcess): void {
    this.recorded.processes.push(process);
  }

  #meets(queue: object): QueueLengths {
    const { queues } = this.recorded;
    const lengths: QueueLengths = { name: `queue ${queues.length + 1}`, lengths: [] };
    queues.push(lengths);
    this.#queues.set(queue, lengths);
    return lengths;
  }

  #wasReady(life: TaskLife, from: number): void {
    const to = this.#now();
    if (to > from) life.ready.push({ from, to });
  }
}

/** The lane of the code that runs now, unless it is code of this very task. */
function laneOfOther(job: Watched | undefined): string | undefined {
  const current = currentJob();
  return current === undefined || current === job ? undefined : currentLane();
}
