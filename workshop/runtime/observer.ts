import type { Link } from './chain.ts';

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

/** Who a task is, for everybody who watches it. */
export interface Watched {
  readonly name: string;
  readonly state: JobState;
}

/** A job that another process holds, at most until `due`. */
export interface Lease {
  what: string;
  from: number;
  /** When it was completed or given back; missing while it is held, and when its holder was killed. */
  to?: number;
  due: number;
}

/** Another process that the program has started. It changes while the process lives. */
export interface OtherProcess {
  /** The lane that the program prints its lines in. */
  lane: string;
  from: number;
  /** When it ended; missing while it lives. */
  to?: number;
  isKilled: boolean;
  leases: Lease[];
}

export type JobState = 'scheduled' | 'running' | 'fulfilled' | 'rejected' | 'cancelled';

/** What code can wait for inside one of our calls. */
export type WaitKind = 'sleep' | 'task' | 'tasks' | 'group' | 'get' | 'put' | 'join' | 'slot' | 'idle';

/** One caller that waits. */
export interface Wait extends Link<Wait> {
  readonly kind: WaitKind;
  /** Finishes the sentence "shop 1 waits …", such as `in queue.get()`. Costs something to ask for. */
  readonly what: string;
  /** Whose code waits, and the lane it speaks for. */
  readonly job: Watched | undefined;
  readonly lane: string;
  /** Whether the call was given a signal that can end the waiting. */
  readonly hasSignal: boolean;
  /** Only of a sleep: when its timer is due. */
  readonly due?: number | undefined;
}

/** A timer of the virtual clock. */
export interface Armed {
  readonly name: string;
  readonly owner: string;
  readonly due: number;
}

/**
 * Who is told what a program does, as it does it. Everything that watches a program is one of these: the printer of a
 * transcript, the maker of a `Run`, the recorder of the event loop. To watch is all they may do.
 */
export interface Observer {
  line?(line: Line): void;
  busy?(busy: Busy, job?: Watched): void;
  /** A task is made, by whose code; its work begins; it is asked to stop; it has ended. */
  created?(job: Watched, by: Watched | undefined): void;
  started?(job: Watched): void;
  cancelled?(job: Watched): void;
  ended?(job: Watched): void;
  /** Code begins to wait, and goes on because somebody or something let it. */
  waits?(wait: Wait): void;
  goesOn?(wait: Wait): void;
  /** A timer is armed; its callback begins; its callback has returned; it is called off. */
  armed?(timer: Armed): void;
  fired?(timer: Armed): void;
  returned?(timer: Armed): void;
  cleared?(timer: Armed): void;
  /** How many items are inside a queue is another number now. */
  queued?(queue: object, length: number): void;
  /** The program has started another process. */
  process?(process: OtherProcess): void;
}
