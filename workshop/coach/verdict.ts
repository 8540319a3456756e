import type { Diagnosis } from './diagnosis.ts';

/** What became of one claim. */
export interface ClaimResult {
  about: string;
  text: string;
  holds: boolean;
  /** Why it does not hold, in parts, so that a small screen can leave some out. */
  differences?: string;
  comparison?: string;
  timelines?: string;
  diagnosis?: Diagnosis;
}

/** What the coach says of one exercise. */
export interface Verdict {
  /** Such as `03-promise-all`. */
  exercise: string;
  passed: boolean;
  /** Every claim that was looked at, in order. */
  claims: ClaimResult[];
  /** How many claims there are. */
  total: number;
  /** Why the answer could not be judged to the end: it does not load, never ends, ends the process. */
  broken?: string;
  /** The first lines that the answer itself printed with `console.log` and the like. */
  printed: string[];
  /** How many more it printed. */
  printedMore: number;
}

/** What the examining process is told. */
export interface Request {
  exercise: string;
  /** Columns of the terminal. */
  width: number;
}

/** What it says, as it goes along, so that it may be stopped at any moment. */
export type Report =
  | { kind: 'ready' }
  | { kind: 'begins'; total: number }
  | { kind: 'claim'; about: string; text: string }
  | { kind: 'result'; result: ClaimResult }
  /** Its event loop still turns: it is not stuck in synchronous code. */
  | { kind: 'turns' }
  /** Sent early when there is much, as the process may be stopped before it is done. */
  | { kind: 'printed'; printed: string[] }
  | { kind: 'broken'; text: string }
  | { kind: 'done'; printed: string[]; printedMore: number };
