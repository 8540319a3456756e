import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { main } from '../../steps/13-worker-threads.ts';
import { root } from '../../workshop/catalog/steps.ts';
import { parseTranscript } from '../../workshop/coach/expectation.ts';
import { runProgram, type Run } from '../../workshop/runtime/run-program.ts';
import { watchThreads } from '../threads/watch-threads.ts';

// In real time, so nothing here depends on how long anything takes: only on what has to come before what.

async function runStep(...args: string[]): Promise<Run & { threads: { started: number; left: number } }> {
  const threads = watchThreads();
  try {
    const run = await runProgram(() => main(args), { clock: 'real' });
    return { ...run, threads: { started: threads.started, left: threads.alive } };
  } finally {
    await threads.stop();
  }
}

const said = ({ lines }: Pick<Run, 'lines'>) => lines.map(({ lane, text }) => `${lane}: ${text}`);
const orders = ['order milk', 'order bread', 'order eggs'];

/** Where the order says something for the first, second or third time. */
const place = (run: Run, lane: string, time: number) =>
  run.lines.map((line, at) => (line.lane === lane ? at : -1)).filter((at) => at >= 0)[time]!;

test('two orders are in progress before one is done, the third begins after that, and the timer fires long before', async () => {
  const run = await runStep();
  for (const lane of orders) {
    const own = run.lines.filter((line) => line.lane === lane);
    expect(own.map(({ text }) => text)).toEqual(['in progress...', 'in progress...', 'done.']);
    expect(own[2]!.at - own[0]!.at).toBeGreaterThanOrEqual(950);
  }
  const timer = run.lines.findIndex(({ lane }) => lane === 'timer');
  const ends = orders.map((lane) => place(run, lane, 2));
  expect(Math.min(...ends)).toBeGreaterThan(timer);
  expect(Math.min(...ends)).toBeGreaterThan(place(run, 'order milk', 0));
  expect(Math.min(...ends)).toBeGreaterThan(place(run, 'order bread', 0));
  expect(place(run, 'order eggs', 0)).toBeGreaterThan(Math.min(...ends));
  expect(run.elapsed).toBeGreaterThanOrEqual(1990);
  expect(run.threads).toEqual({ started: 2, left: 0 });
});

test('one thread takes the orders one after the other, in their order', async () => {
  const run = await runStep('pool', '1');
  const others = run.lines.filter(({ lane }) => lane !== 'timer');
  expect(others.map(({ lane }) => lane)).toEqual(orders.flatMap((lane) => [lane, lane, lane]));
  expect(run.elapsed).toBeGreaterThanOrEqual(2990);
  expect(run.threads).toEqual({ started: 1, left: 0 });
});

test('an order that never ends is ended with its thread, and another thread takes its place', async () => {
  const run = await runStep('stuck', '1');
  expect(said(run)).toEqual([
    'main: an order gets 0.5 s',
    'main: The task has been aborted',
    'main: a new thread says good morning',
  ]);
  expect(run.threads).toEqual({ started: 2, left: 0 });
});

test('a Map arrives, a class and a function do not, and what is transferred is gone here', async () => {
  const run = await runStep('send');
  expect(said(run)).toEqual([
    'main: a Map comes back with size 1',
    'main: an Order comes back as Object',
    expect.stringMatching(/^main: DataCloneError: .* could not be cloned\.$/),
    'main: copied: 1000 bytes there, 1000 here',
    'main: transferred: 1000 bytes there, 0 here',
  ]);
});

test('what a thread costs is measured, and a thread costs more than a message', async () => {
  const run = await runStep('cost');
  const ms = run.lines.map(({ text }) => Number.parseFloat(text));
  expect(ms).toHaveLength(6);
  for (const each of ms) expect(each).toBeGreaterThan(0);
  expect(run.threads.left).toBe(0);
});

test('the virtual clock names what it cannot see', async () => {
  const { outcome } = await runProgram(() => main(['stuck']));
  expect(outcome).toMatchObject({ kind: 'deadlocked' });
  expect(JSON.stringify(outcome)).toMatch(
    /depends on a (worker thread|message port), which no virtual clock can see/,
  );
});

test('a bad argument is refused in one line that says what was given and what is accepted', async () => {
  const { outcome } = await runProgram(() => main(['pool', '17']));
  expect(outcome).toMatchObject({
    error: { message: 'size takes a whole number from 1 to 16; it was given "17".' },
  });
});

const lesson = readFileSync(new URL('steps/13-worker-threads.md', root), 'utf8');

test('the lesson shows what the program says, each line once for every time it is said', async () => {
  const shown = (args: string) =>
    new RegExp(`<!-- run: transcript${args} -->\n\`\`\`text\n([^]*?)\`\`\``).exec(lesson)![1]!;
  const plain = (lines: string[]) =>
    lines.map((line) => line.replace(/(Error: ).*(could)/, '$1$2').replaceAll(/\s*\d+\.\d+ /g, ' # ')).sort();
  for (const args of [[], ['stuck'], ['send'], ['cost']]) {
    const run = await runStep(...args);
    const transcript = parseTranscript(shown(args.map((word) => ` ${word}`).join('')));
    expect(plain(said({ lines: transcript })), args.join()).toEqual(plain(said(run)));
  }
});

test.each([
  [[], 0],
  [['bug'], 0],
  [['limit'], 0],
])('the plain program with %j prints what the lesson shows', async (args, status) => {
  const shown = new RegExp(
    `<!-- run: plain${args.map((word) => ` ${word}`).join('')} -->\n\`\`\`text\n([^]*?)\`\`\``,
  );
  expect(await runPlain(args)).toEqual({ status, stdout: shown.exec(lesson)![1] });
});

function runPlain(args: string[]): Promise<{ status: number; stdout: string }> {
  const env = { ...process.env, NO_COLOR: '1', VITEST: undefined, NODE_OPTIONS: undefined };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'steps/13-worker-threads.plain.ts', ...args],
      { cwd: fileURLToPath(root), env },
      (_error, stdout) => resolve({ status: child.exitCode ?? -1, stdout }),
    );
  });
}
