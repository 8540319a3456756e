import type { Call } from './calls.ts';
import type { Place } from './stack.ts';

/** Where things wait before they run. */
export type QueueName = 'ticks' | 'microtasks' | 'timers' | 'immediates' | 'input/output';

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
  /** Found later: the call that returned it, or awaits it, and then where. */
  call?: Call;
  line?: number | undefined;
  column?: number | undefined;
}

/** A callback that is to run later: of a timer, a tick, an immediate, or of something outside the thread. */
export interface Pending {
  type: 'pending';
  queue: QueueName;
  task: string | undefined;
  place: Place;
  /** Only of a timer (ms). */
  due?: number;
  /** Only of input and output: what is waited for, in words. */
  what?: string;
  /** The same request in several parts is one thing that is waited for. */
  partOf?: Pending | undefined;
  armedIn: Turn;
  /** The last turn in which it ran. */
  ranIn?: Turn;
  /** Whether it would not keep the process alive. */
  unref?: boolean;
}

/** Something printed, by `log()`, by the console, or in any other way. */
export interface Print {
  type: 'print';
  task: string | undefined;
  place: Place;
  at: number;
  lane: string | undefined;
  text: string;
  stream: 'stdout' | 'stderr';
  /** Whether the line goes on with what is printed next. */
  open: boolean;
  /** Found later: who printed it, and in which line. */
  call?: Call | undefined;
  line?: number | undefined;
}

export type Event =
  | Job
  | Pending
  | Print
  | { type: 'settled'; job: Job }
  | { type: 'gone'; pending: Pending };

/** One uninterrupted piece of execution: a job of the microtask queue, a callback, or what is in between. */
export interface Turn {
  /** The queue it was taken from; none for the script itself, and for what no hook tells of. */
  from: QueueName | undefined;
  seq: number;
  at: number;
  to: number;
  cause: Turn | undefined;
  resumed: Job | undefined;
  pending: Pending | undefined;
  events: Event[];
}

/** More than anybody looks at. What comes later runs without being watched. */
const most = { turns: 20_000, events: 80_000 };

/** All turns of a program, in their order, and what happened in each. */
export class Turns {
  readonly all: Turn[] = [];
  readonly #now: () => number;
  readonly #full: () => void;
  #turn: Turn;
  #over = false;
  #isBetween = false;
  #events = 0;

  /**
   * @param now the program's clock
   * @param full called when there is more than anybody looks at
   */
  constructor(now: () => number, full: () => void) {
    this.#now = now;
    this.#full = full;
    this.#turn = this.begin(undefined);
  }

  /** The turn that is under way. What happens between two turns that we know of is a turn as well. */
  get here(): Turn {
    if (!this.#over) return this.#turn;
    const turn = this.begin(undefined, { cause: this.#turn });
    this.#isBetween = true;
    return turn;
  }

  /** The turn that is under way, or was the last one. */
  get latest(): Turn {
    return this.#turn;
  }

  /** Whether no turn that we know of is under way. */
  get isOver(): boolean {
    return this.#over || this.#isBetween;
  }

  begin(
    from: QueueName | undefined,
    { cause, resumed, pending }: { cause?: Turn; resumed?: Job | undefined; pending?: Pending } = {},
  ): Turn {
    if (cause && !this.#over) this.end();
    this.#over = false;
    this.#isBetween = false;
    const at = this.#now();
    const turn: Turn = { from, seq: this.all.length, at, to: at, cause, resumed, pending, events: [] };
    this.all.push(turn);
    if (turn.seq >= most.turns) this.#full();
    return (this.#turn = turn);
  }

  end(): void {
    this.#over = true;
    this.#turn.to = this.#now();
  }

  note(event: Event): void {
    this.here.events.push(event);
    this.#events += 1;
    if (this.#events >= most.events) this.#full();
  }
}
