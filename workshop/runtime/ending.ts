import type { Outcome } from './execute.ts';
import { explainError } from './explain-error.ts';
import { inSeconds } from './transcript.ts';

// How a program ended, in words. Commands, pictures and the coach say it alike.

/** A heading: `total 1.4 s`, or what went wrong and when. */
export function endingTitle(outcome: Outcome, elapsed: number): string {
  const time = inSeconds(elapsed);
  if (outcome.kind === 'failed') return `failed after ${time}`;
  if (outcome.kind === 'deadlocked') return `stuck at ${time}: ${outcome.waiting.join('; ')}`;
  if (outcome.kind === 'runaway') return `stopped at ${time}: ${outcome.reason}`;
  return `total ${time}`;
}

/**
 * What went wrong, and a line for each task that still waits; nothing of a program that finished.
 *
 * @param unhandled the errors that nothing handled: then it is one of these that has ended the program
 */
export function endingLines(outcome: Outcome, unhandled: unknown[] = []): string[] {
  const what = unhandled.length > 0 ? 'Nothing handled a rejection' : 'main failed';
  if (outcome.kind === 'failed') return [`${what}: ${explainError(outcome.error)}`];
  if (outcome.kind === 'deadlocked')
    return ['Nothing is left to run, and main is not done:', ...outcome.waiting.map((line) => `  ${line}`)];
  return outcome.kind === 'runaway' ? [`Stopped: ${outcome.reason}.`] : [];
}

/** A task outside a group that failed, and whose failure nothing handled. */
export function unseenLine({ task, error }: { task: string; error: unknown }): string {
  return `${task} failed, and nothing handled it: ${explainError(error)}`;
}
