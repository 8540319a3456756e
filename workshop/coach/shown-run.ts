import { inWords } from './expectation.ts';
import type { Outcome, Run } from '../runtime/run-program.ts';

/** A run as it can be sent to another process and drawn there: without the values and errors themselves. */
export type ShownRun = Omit<Run, 'unseen' | 'unhandled' | 'queues' | 'processes'>;

/** Larger ones are no picture that anybody reads. */
const most = { lines: 300, tasks: 150 };

/** @returns the run to be shown, or nothing where there is too much of it */
export function shownRun(run: Run): ShownRun[] {
  if (run.lines.length > most.lines || run.tasks.length > most.tasks) return [];
  const { lines, busy, endings, tasks, late, elapsed, leaks, unanswered, outside } = run;
  return [
    { lines, busy, endings, tasks, late, elapsed, leaks, unanswered, outside, outcome: inShort(run.outcome) },
  ];
}

function inShort(outcome: Outcome): Outcome {
  if (outcome.kind === 'failed') return { kind: 'failed', error: inWords(outcome.error) };
  return outcome.kind === 'finished' ? { kind: 'finished', value: inWords(outcome.value) } : outcome;
}
