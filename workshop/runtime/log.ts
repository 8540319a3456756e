import { currentProgram } from './program.ts';

/**
 * Prints one line of the transcript: the elapsed time, who speaks, and what they say.
 *
 * @param lane who speaks; when left out, the running task, or `main` outside of every task
 * @param text what they say
 *
 * @example
 * log('done scheduling');       //   0.0s  main         done scheduling
 * log('order milk', 'started'); //   0.0s  order milk   started
 */
export function log(text: string): void;
export function log(lane: string, text: string): void;
export function log(first: string, second?: string): void {
  if (second === undefined) currentProgram().say(String(first));
  else currentProgram().say(String(second), String(first));
}
