import { getEventListeners } from 'node:events';
import { expect } from 'vitest';
import { runProgram, type Run } from '#run';

/** Runs a program on the virtual clock that must finish, leave nothing behind, and lose no error. */
export async function finished(program: () => unknown): Promise<Run & { value: unknown }> {
  const run = await runProgram(program);
  if (run.outcome.kind !== 'finished') {
    throw new Error(`The program did not finish: ${JSON.stringify(run.outcome)}`, { cause: run.outcome });
  }
  expect(run.unhandled).toEqual([]);
  expect(run.leaks).toEqual([]);
  return { ...run, value: run.outcome.value };
}

/** What a promise rejects with. */
export function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(promise).then(
    (value) => {
      throw new Error(`It should have failed, but gave ${String(value)}.`);
    },
    (error: unknown) => error,
  );
}

/** The texts of a run as `0 main: text`. */
export function said(run: Run): string[] {
  return run.lines.map(({ at, lane, text }) => `${at} ${lane}: ${text}`);
}

export function listeners(signal: AbortSignal): number {
  return getEventListeners(signal, 'abort').length;
}
