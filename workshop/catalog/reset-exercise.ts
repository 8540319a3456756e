import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { textOf, urlOf, type Step } from './steps.ts';

/**
 * Brings the exercise back as it was in the beginning. What is there now is kept first.
 *
 * @param now when this happens; the name of the copy tells it
 * @returns where the copy is; `undefined` when there was nothing to keep
 */
export function reset({ name, exercise, untouched }: Step, now = new Date()): string | undefined {
  const original = textOf(untouched);
  if (original === undefined)
    throw new Error(`${untouched} is not there, so ${exercise} cannot be brought back.`);
  const current = textOf(exercise);
  let kept: string | undefined;
  if (current !== undefined && current.trim() !== '' && current !== original) {
    mkdirSync(urlOf('.workshop/kept/'), { recursive: true });
    // No colons: Windows has no such file names.
    kept = `.workshop/kept/${now.toISOString().slice(0, 19).replaceAll(':', '-')}-${name}.ts`;
    copyFileSync(urlOf(exercise), urlOf(kept));
  }
  mkdirSync(urlOf('exercises/'), { recursive: true });
  writeFileSync(urlOf(exercise), original);
  return kept;
}
