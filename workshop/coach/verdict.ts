import type { Diagnosis } from './diagnosis.ts';
import type { ShownRun } from './shown-run.ts';
import type { TypeProblem } from './types.ts';

/** What became of one claim. */
export interface ClaimResult {
  about: string;
  text: string;
  holds: boolean;
  /** Why it does not hold, in parts, so that a small screen can leave some out. */
  differences?: string;
  /** Only of the first that does not hold: nobody is shown more. */
  comparison?: string;
  timelines?: string;
  diagnosis?: Diagnosis;
  /** The runs that the claim looked at, in order, where they were asked for. */
  runs?: ShownRun[];
}

/** What the coach says of one exercise. */
export interface Verdict {
  /** Such as `03-promise-all`. */
  exercise: string;
  /** Every claim holds, and TypeScript, where it was asked, has nothing to say. */
  passed: boolean;
  /** Nobody has changed it yet: then it is not judged, since what a stub does is nobody's answer. */
  untouched?: boolean;
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
  /** What TypeScript says of the answer; missing while it has not been asked, or cannot be. */
  types?: TypeProblem[];
  /** Of an answer that passes: its run, drawn beside that of the solution. */
  drawn?: string;
}

/** The verdict with what TypeScript says: an answer with type errors is not done. */
export function withTypes(verdict: Verdict, types: TypeProblem[] | undefined): Verdict {
  if (!types) return verdict;
  // Where the syntax is wrong the answer did not load, and that has been said.
  const found = verdict.broken === undefined ? types : types.filter(({ code }) => code >= 2000);
  return { ...verdict, types: found, passed: verdict.passed && found.length === 0 };
}

/** What the examining process is told. */
export interface Request {
  /** The file to judge. */
  file: string;
  /** Columns of the terminal. */
  width: number;
  /** Whether the runs are told, too: then no picture is drawn. */
  runs: boolean;
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
  | { kind: 'done'; printed: string[]; printedMore: number; drawn?: string };
