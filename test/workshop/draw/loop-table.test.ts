import { expect, test } from 'vitest';
import { awaitedAt, rowsOf } from '../../../workshop/draw/loop-rows.ts';
import { loopMarkdown, loopTable } from '../../../workshop/draw/loop-table.ts';
import type { Step } from '../../../workshop/record/loop-steps.ts';
import { recording } from './recording.ts';

const bread = recording(3, 'order bread', 'await sleep(500);\nawait milk;\nawait eggs;');
const empty = { ticks: [], microtasks: [], timers: [], immediates: [], 'input/output': [] };

/** The first step of `bread`, changed. */
const step = (changes: Partial<Step>): Step => ({ ...bread.steps[0]!, ...changes });
const runs = (changes: Partial<Step>) => rowsOf({ ...bread, steps: [step(changes)] })[0]!.runs;

test('the table says who runs, and when time goes on because nothing is ready', () => {
  const { queues } = bread.steps[0]!;
  const steps = [
    step({ queues: { ...empty, timers: queues.timers } }),
    step({ at: 1250, to: 1500, line: 2 }),
  ];
  expect(loopTable({ ...bread, steps }, { width: 160 }).split('\n')).toEqual([
    'step  time       runs                                                                        prints       ready (microtasks)  sleeps (timers)',
    'T0    0.0s       order bread resumes after `await sleep(500)` in line 1 and waits in line 2  order bread  –                   order bread until 0.5s',
    '      (nothing is ready: time goes on to 1.25s)',
    'T1    1.25–1.5s  order bread resumes after `await milk` in line 2 and waits in line 2        order bread  order bread         order bread until 0.5s',
    '',
    'total 1.0 s',
  ]);
});

test('at any width rows keep within it', () => {
  for (const width of [200, 100, 72]) {
    for (const line of loopTable(bread, { width }).split('\n'))
      expect([...line].length).toBeLessThanOrEqual(width);
  }
});

test('a step says where it starts or resumes, and where it waits or ends', () => {
  expect(runs({ resumes: false, line: 9, until: { line: 14, column: 3 } })).toBe(
    'order bread starts in line 9 and waits in line 14',
  );
  expect(runs({ name: 'worker', ends: true })).toBe(
    'order bread resumes in worker after `await sleep(500)` in line 1 and ends',
  );
  expect(runs({ line: 3, until: { line: 2, column: 1 } })).toBe(
    'order bread resumes after `await eggs` in line 3 and waits in line 2',
  );
  expect(runs({ who: 'callback (line 4)', name: '', resumes: false, line: 4, until: undefined })).toBe(
    'callback (line 4) starts',
  );
});

test.each([
  ['  await sleep(ms);', 3, 'await sleep(ms)'],
  ['  await sleep(of(milk, bread) + 100);', 3, 'await sleep(…)'],
  ['const a = await one, b = await two;', 26, 'await two'],
  ['const names = await Promise.all([ann(), bob()]);', 15, 'await Promise.all(…)'],
  ['for await (const order of orders(2)) log(order);', 5, 'for await (…)'],
  ['  yield i;', 3, 'yield i'],
  ['show(await one);', 6, 'await one'],
  ['await scheduler.yield();', 1, 'await scheduler.yield()'],
  ['await new Promise((resolve) => {', 1, 'await new Promise(…)'],
  ['milk();', 1, undefined],
])('the code that waits in %j, column %i, is %j', (line, column, code) => {
  expect(awaitedAt([line], 1, column)).toBe(code);
});

test('fifty times the same is one row that says so; four times is not', () => {
  const loop = (times: number) => ({
    ...bread,
    steps: Array.from({ length: times }, (_, at) =>
      step({ at: at * 10, to: at * 10, prints: [{ lane: 'order bread', text: `${at}` }] }),
    ),
  });
  expect(rowsOf(loop(4)).map((row) => row.step)).toEqual(['T0', 'T1', 'T2', 'T3']);
  const [first, rest, ...more] = rowsOf(loop(50));
  expect([first!.step, more]).toEqual(['T0', []]);
  expect(rest).toMatchObject({
    step: 'T1–T49',
    time: '0.01–0.49s',
    runs: 'the same as the step above, 49 times more',
    prints: ['1', '…', '49'],
  });
});

test('two steps that take turns are folded together', () => {
  const steps = Array.from({ length: 20 }, (_, at) => step({ line: 1 + (at % 2) }));
  expect(rowsOf({ ...bread, steps }).map((row) => [row.step, row.runs.slice(0, 45)])).toEqual([
    ['T0', 'order bread resumes after `await sleep(500)` '],
    ['T1', 'order bread resumes after `await milk` in lin'],
    ['T2–T19', 'the same as the 2 steps above, 9 times more'],
  ]);
});

test('a table takes no more lines than it is given, and says how to see the rest', () => {
  const long = recording(100, 'milk', '');
  const table = loopTable(long, { height: 20 });
  expect(table.split('\n').length).toBeLessThan(25);
  expect(table.replaceAll('\n', ' ')).toMatch(
    /Only the first \d+ of 100 rows are shown\. For the rest add the word all/,
  );
  expect(loopTable(long)).not.toContain('Only the first');
});

test('a queue that something waits in has a column, and what is printed to stderr is marked', () => {
  const steps = [
    step({
      queues: {
        ...empty,
        'input/output': [{ who: 'a file (line 2)' }],
        ticks: [{ who: 'callback (line 3)' }],
      },
      prints: [{ lane: 'order bread', text: 'no milk', stream: 'stderr' }],
    }),
  ];
  const [heads = '', row = ''] = loopTable({ ...bread, steps }, { width: 200 }).split('\n');
  expect(heads.split(/ {2,}/)).toEqual([
    ...['step', 'time', 'runs', 'prints'],
    ...['ready (ticks)', 'ready (microtasks)', 'sleeps (timers)', 'waits (input/output)'],
  ]);
  expect(row).toMatch(/no milk \(to stderr\) {2}callback \(line 3\) +– +– +a file \(line 2\)$/);
});

test('the picture says that it was recorded on the real clock, and that two raced', () => {
  const told = loopTable({ ...bread, clock: 'real', why: 'a listening server', raced: true }, { width: 200 });
  expect(told).toContain(
    'on the real clock, since the virtual one cannot know a listening server: times differ',
  );
  expect(told).toContain('A timer of 0 or 1 ms and an immediate of the main script race in Node');
});

test('names and texts stay text in Markdown, and code stays code', () => {
  const [, , row = ''] = loopMarkdown(recording(1, '<script>|`*\n<b>', '')).split('\n');
  expect(row.match(/\|/g)).toHaveLength(7);
  expect(row).not.toMatch(/<(?!br>)|`|\*/);
  expect(loopMarkdown(bread)).toContain('order bread resumes after `await sleep(500)` in line 1');
});
