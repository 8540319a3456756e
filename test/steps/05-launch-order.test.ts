import { expect, test } from 'vitest';
import { main } from '../../steps/05-launch-order.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';

test('scheduled together, three jobs of 1.2 s draw the staircase and take 1.4 s', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s  A            A_1
    0.1s  B            B_1
    0.2s  C            C_1
    1.1s  A            A_2
    1.2s  B            B_2
    1.3s  C            C_2
    1.4s  main         done.
  `);
  expect(run).toTake(1400, '0.3 + 0.8 of waiting + 0.3');
  // The thread is never asked for twice at the same time.
  expect(run.busy.map(({ lane, from, to }) => [lane, from, to])).toEqual([
    ['A', 0, 100],
    ['B', 100, 200],
    ['C', 200, 300],
    ['A', 1100, 1200],
    ['B', 1200, 1300],
    ['C', 1300, 1400],
  ]);
});

test('a fourth task adds 0.1 s: 1.5 s', async () => {
  const run = await runProgram(() => main(['scheduled', '4']));
  expect(run).toPrint(`
    0.0s  A            A_1
    0.1s  B            B_1
    0.2s  C            C_1
    0.3s  D            D_1
    1.1s  A            A_2
    1.2s  B            B_2
    1.3s  C            C_2
    1.4s  D            D_2
    1.5s  main         done.
  `);
  expect(run).toTake(1500, '0.4 + 0.7 of waiting + 0.4');
});

test.each([
  [1, 1200],
  [11, 2200],
  [12, 2400],
  [20, 4000],
])('%i tasks take %i ms: 100 ms more each, and 200 ms each from the twelfth on', async (tasks, ms) => {
  const run = await runProgram(() => main(['scheduled', String(tasks)]));
  expect(run).toTake(ms, 'max(1.1 + 0.1 for each task, 0.2 for each task)');
});

test('one after the other, three jobs take 3.6 s', async () => {
  const run = await runProgram(() => main(['in-order']));
  expect(run).toPrint(`
    0.0s  A            A_1
    1.1s  A            A_2
    1.2s  B            B_1
    2.3s  B            B_2
    2.4s  C            C_1
    3.5s  C            C_2
    3.6s  main         done.
  `);
  expect(run).toTake(3600, '3 × (0.1 + 1.0 + 0.1)');
});

test('waits of 1.5, 1.0 and 0.5 s: launched A, B, C, completed C, B, A', async () => {
  const run = await runProgram(() => main(['waits']));
  expect(run).toPrint(`
    0.0s  A            A_1
    0.1s  B            B_1
    0.2s  C            C_1
    0.8s  C            C_2
    1.2s  B            B_2
    1.6s  A            A_2
    1.7s  main         done.
  `);
  expect(run).toTake(1700, '0.1 + 1.5 + 0.1');
});

test('behind look-ups of 0.4, 0.6 and 0.9 s the jobs happen to start in the order of the list', async () => {
  const run = await runProgram(() => main(['look-up']));
  expect(run).toPrint(`
    0.0s  A            asks, the answer takes 0.4 s
    0.0s  B            asks, the answer takes 0.6 s
    0.0s  C            asks, the answer takes 0.9 s
    0.4s  A            A_1
    0.6s  B            B_1
    0.9s  C            C_1
    1.5s  A            A_2
    1.7s  B            B_2
    2.0s  C            C_2
    2.1s  main         done.
  `);
  expect(run).toTake(2100, '0.9 + 0.1 + 1.0 + 0.1');
});

test('behind look-ups of 0.3, 0.9 and 0.2 s they start as C, A, B', async () => {
  const run = await runProgram(() => main(['look-up', '--seed', '2']));
  expect(run).toPrint(`
    0.0s  A            asks, the answer takes 0.3 s
    0.0s  B            asks, the answer takes 0.9 s
    0.0s  C            asks, the answer takes 0.2 s
    0.2s  C            C_1
    0.3s  A            A_1
    0.9s  B            B_1
    1.3s  C            C_2
    1.4s  A            A_2
    2.0s  B            B_2
    2.1s  main         done.
  `);
  expect(run).toTake(2100, '0.9 + 0.1 + 1.0 + 0.1');
});

test.each([
  [['together'], 'part takes scheduled, in-order, waits or look-up; it was given "together".'],
  [['scheduled', '27'], 'tasks takes a whole number from 1 to 26; it was given "27".'],
  [['look-up', '3', 'many'], 'seed takes a whole number from 1 to 1000; it was given "many".'],
  [['waits', '0'], 'tasks takes a whole number from 1 to 26; it was given "0".'],
])('a bad argument is refused in one line: %j', async (args, message) => {
  const { outcome } = await runProgram(() => main(args));
  expect(outcome).toMatchObject({ error: { message } });
});
