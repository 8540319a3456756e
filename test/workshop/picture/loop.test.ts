import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { runProgram } from '#run';
import { runExample, stepNames } from '../../../workshop/lesson.ts';
import { loopMarkdown, loopTable } from '../../../workshop/picture/loop.ts';
import { recordRun, type Recording } from '../../../workshop/picture/record.ts';
import { main as launchOrder } from './programs/launch-order.ts';
import { main as scheduledTasks } from './programs/scheduled-tasks.ts';

// Each recording is a process of its own; a busy machine may take its time.
vi.setConfig({ testTimeout: 30_000 });

const program = (name: string) => fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'loop ü #1 '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = (name: string, text: string) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
/** What a step is, without anything that could differ from one machine to the next. */
const told = ({ steps }: Recording) =>
  steps.map((step) => [
    step.who,
    step.line,
    step.until,
    step.ready.join(),
    step.timers.map(({ due }) => due).join(),
  ]);

const tasks = await recordRun(program('scheduled-tasks'));

test('two tasks of 1 s and 2 s are T0 to T6, as the lesson tells them', () => {
  expect(loopMarkdown(tasks).split('\n').slice(2)).toEqual([
    '| T0 | 0.0s | main starts, lines 9–14 | done scheduling tasks. | order milk, order bread | – |',
    '| T1 | 0.0s | order milk starts worker, lines 3–5 | started | order bread | order milk until 1.0s |',
    '| T2 | 0.0s | order bread starts worker, lines 3–5 | started | – | order milk until 1.0s, order bread until 2.0s |',
    '| T3 | 1.0s | order milk goes on in worker, line 5 to end | done | main | order bread until 2.0s |',
    '| T4 | 1.0s | main goes on, lines 14–15 | – | – | order bread until 2.0s |',
    '| T5 | 2.0s | order bread goes on in worker, line 5 to end | done | main | – |',
    '| T6 | 2.0s | main goes on, line 15 to end | all done | – | – |',
  ]);
});

test('the table keeps within its width and says when time goes on', () => {
  const table = loopTable(tasks, { width: 72 });
  for (const line of table.split('\n')) expect([...line].length).toBeLessThanOrEqual(72);
  expect(table).toContain('(nothing is ready: time goes on to 1.0s)');
  expect(table).toMatch(/\ntotal 2\.0 s$/);
});

test('with the first task twice as long, main finds the second one done and does not wait for it', async () => {
  const { steps } = await recordRun(program('scheduled-tasks'), ['2', '1']);
  expect(steps.map(({ at, who }) => [at, who]).slice(3)).toEqual([
    [1000, 'order bread'],
    [2000, 'order milk'],
    [2000, 'main'],
    [2000, 'main'],
  ]);
});

describe('recording changes no order', () => {
  test.each([
    ['scheduled-tasks', () => scheduledTasks(['0', '2']), ['0', '2']],
    ['launch-order', () => launchOrder([]), []],
  ])('of %s', async (name, main, args) => {
    const { run } = await recordRun(program(name), args);
    const expected = await runProgram(main);
    expect(run.lines).toEqual(expected.lines);
    expect(run.elapsed).toBe(expected.elapsed);
    expect(run.busy).toEqual(expected.busy);
  });

  test.each(stepNames())('of step %s', async (step) => {
    const { run } = await recordRun(fileURLToPath(new URL(`../../../steps/${step}.ts`, import.meta.url)));
    const expected = await runExample({ step, args: [] });
    expect(run.lines).toEqual(expected.lines);
    expect(run.elapsed).toBe(expected.elapsed);
  });
});

describe('a script that knows nothing of the workshop', async () => {
  const file = join(folder, 'raw script.mts');
  copyFileSync(program('raw-script'), file);
  const recording = await recordRun(file);

  test('prints the same lines in the same order as under plain Node, and takes 0.7 s', () => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const { stdout } = spawnSync(process.execPath, ['--import', tsx, file], { encoding: 'utf8' });
    expect(recording.run.lines.map(({ text }) => text)).toEqual(stdout.trimEnd().split('\n'));
    expect(recording.run.elapsed).toBe(700);
  });

  test('has its functions as lanes, numbered where two are under way', () => {
    expect(recording.run.lines.map(({ at, lane, text }) => [at, lane, text])).toEqual([
      [0, 'fetchUser 1', 'ann asked'],
      [0, 'fetchUser 2', 'bob asked'],
      [200, 'fetchUser 2', 'bob here'],
      [250, 'callback (line 18)', 'a timer'],
      [300, 'fetchUser 1', 'ann here'],
      [300, 'top level', 'ann,bob'],
      [500, 'top level', 'order 0'],
      [700, 'top level', 'order 1'],
      // At the top level of a module microtasks come first: it runs inside one itself.
      [700, 'callback (line 22)', 'microtask'],
      [700, 'callback (line 23)', 'tick'],
    ]);
  });

  test('sleeps where it sleeps: the generator until 0.5 s, then until 0.7 s', () => {
    const sleeping = recording.steps.map((step) => step.timers.map(({ who, due }) => `${who} ${due}`).join());
    expect(sleeping).toEqual(expect.arrayContaining(['orders 500', 'orders 700']));
  });
});

test('a CommonJS script, one that fails and one that exits are recorded up to there', async () => {
  const common = await recordRun(script('a.cjs', "setTimeout(() => console.log('late'), 500)"));
  expect(common.run).toMatchObject({
    elapsed: 500,
    lines: [{ at: 500, text: 'late' }],
    outcome: { kind: 'finished' },
  });
  const failed = await recordRun(
    script('b.mjs', "console.log('one'); setTimeout(() => { throw new Error('bad') }, 100)"),
  );
  expect(failed.run).toMatchObject({
    elapsed: 100,
    outcome: { kind: 'failed', error: expect.stringContaining('bad') },
  });
  const exited = await recordRun(
    script('c.mjs', "setTimeout(() => { console.log('bye'); process.exit(3) }, 100)"),
  );
  expect(exited.run).toMatchObject({ elapsed: 100, lines: [{ at: 100, text: 'bye' }] });
});

test('a script that reads a file goes on when it has it', async () => {
  const text = `import { readFile } from 'node:fs/promises';
    const { length } = await readFile(new URL(import.meta.url), 'utf8');
    setTimeout(() => console.log(length), 100);`;
  const { run } = await recordRun(script('h.mjs', text));
  expect(run.lines).toEqual([{ at: 100, lane: 'callback (line 3)', text: String(text.length) }]);
});

test('a script that waits for what never comes is stuck, and says so', async () => {
  const { run } = await recordRun(script('d.mjs', 'console.log(1); await new Promise(() => {});'));
  expect(run.outcome.kind).toBe('deadlocked');
});

test('what cannot be run rejects with the reason; an endless loop is stopped', async () => {
  await expect(recordRun(script('e.mjs', 'const = 1;'))).resolves.toMatchObject({
    run: { outcome: { kind: 'failed', error: expect.stringContaining('SyntaxError') } },
  });
  const endless = script('f.mjs', 'for (;;);');
  await expect(recordRun(endless, [], { deadline: 1500 })).rejects.toThrow(
    'stopped after 1.5 s: it never gave the thread away',
  );
});

test('100,000 awaits end with a word about the cut, and the program runs to its end', async () => {
  const many = script('g.mjs', "for (let i = 0; i < 100_000; i += 1) await null; console.log('done');");
  const recording = await recordRun(many);
  expect(recording.cut).toContain('the steps stop here');
  expect(recording.run.lines.at(-1)?.text).toBe('done');
  expect(loopTable(recording)).toMatch(
    /Only the first 500 of \d+ steps are shown\.\nIt did more than is recorded/,
  );
});

test('of a thousand that sleep eight are named, and the rest are counted', async () => {
  const many = script(
    'i.mjs',
    'for (let i = 0; i < 1000; i += 1) setTimeout(() => console.log(i), 100 + i);',
  );
  const { steps, run } = await recordRun(many);
  expect(steps[0]).toMatchObject({ who: 'top level', unnamed: { ready: 0, timers: 992 } });
  expect(steps[0]!.timers[7]!.due).toBe(107);
  expect(steps).toHaveLength(1001);
  expect(run.elapsed).toBe(1099);
});

test('names and texts stay text in Markdown', async () => {
  const { steps } = tasks;
  const nasty = [{ ...steps[0]!, who: '<script>|`*', prints: [{ lane: 'x', text: 'a|b\n<b>' }] }];
  const row = loopMarkdown({ ...tasks, steps: nasty }).split('\n')[2]!;
  expect(row.match(/\|/g)).toHaveLength(7);
  expect(row).not.toMatch(/<(?!br>)|`|\*/);
});

test('two recordings of one program are the same', async () => {
  expect(told(await recordRun(program('scheduled-tasks')))).toEqual(told(tasks));
});

// Paths of other Node binaries, as `NODE_BINARIES=/opt/node-22/bin/node:/opt/node-24/bin/node`.
const binaries = process.env['NODE_BINARIES']?.split(delimiter) ?? [];
describe.skipIf(binaries.length === 0)(
  'every Node takes the same steps (skipped without NODE_BINARIES)',
  () => {
    const steps = stepNames().map((step) =>
      fileURLToPath(new URL(`../../../steps/${step}.ts`, import.meta.url)),
    );
    const own = ['scheduled-tasks', 'launch-order', 'raw-script'].map(program);
    test.each([...own, ...steps])('in %s', async (file) => {
      const expected = told(await recordRun(file));
      for (const node of binaries) expect(told(await recordRun(file, [], { node })), node).toEqual(expected);
    });
  },
);
