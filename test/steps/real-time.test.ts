import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseTranscript } from '../../workshop/coach/expectation.ts';
import { isReal, runExample } from '../../workshop/catalog/lesson.ts';
import { root, stepNames } from '../../workshop/catalog/steps.ts';
import type { Line } from '../../workshop/runtime/run-program.ts';

// Who comes first here depends on timers that are a few milliseconds apart, and a busy machine may swap those.
const close = ['09-queues', '10-async-executor', '11-dynamic-tasks'];

interface RealRun {
  status: number;
  lines: Line[];
  errors: string;
  ms: number;
}

// All steps at once, each a process of its own: together they take as long as the longest.
const realRuns = new Map<string, RealRun>();
beforeAll(async () => {
  await Promise.all(
    stepNames()
      .filter((step) => !isReal(step))
      .map(async (step) => void realRuns.set(step, await runForReal(step))),
  );
}, 60_000);

// What the virtual clock cannot see is compared with nothing here; each such step has a test of its own.
describe.each(stepNames().filter((step) => !isReal(step)))('%s in real time', (step) => {
  test('prints the lines of the virtual clock, and takes at least as long', async () => {
    const virtual = await runExample({ step, args: [] });
    const real = realRuns.get(step)!;
    expect(real.errors).toBe('');
    expect(real.status).toBe(0);
    expect(real.ms).toBeGreaterThanOrEqual(virtual.elapsed);
    if (close.includes(step)) expect(real.lines.length).toBe(virtual.lines.length);
    else expect(real.lines.map(said)).toEqual(virtual.lines.map(said));
  });
});

/** When a timer was really due, and how late it was, is measured, and differs from run to run. */
function said({ lane, text }: Line): string {
  return `${lane}: ${text.replace(/\d+\.\d+ s(?= late|\))/g, 'some time')}`;
}

function runForReal(step: string): Promise<RealRun> {
  const before = performance.now();
  return new Promise((resolve) => {
    const cwd = fileURLToPath(root);
    // Without the marks of vitest, the program is as alone as in a learner's terminal.
    const env = { ...process.env, NO_COLOR: '1', VITEST: undefined, NODE_OPTIONS: undefined };
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', `steps/${step}.ts`],
      { cwd, env },
      (_error, stdout, stderr) => {
        const ms = performance.now() - before;
        resolve({ status: child.exitCode ?? -1, lines: parseTranscript(stdout), errors: stderr, ms });
      },
    );
  });
}
