import { expect, test } from 'vitest';
import { main } from '../../steps/09-queues.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';

test('three shops serve the eight orders of three customers in 3.8 s, and close when all are ready', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s  shop 1      is open
    0.0s  shop 2      is open
    0.0s  shop 3      is open
    0.1s  customer A  places A1
    0.2s  customer A  places A2
    0.3s  customer C  places C1
    0.4s  customer B  places B1
    0.6s  customer A  places A3
    0.6s  customer A  goes home
    0.8s  customer B  places B2
    0.8s  customer B  goes home
    0.9s  customer C  places C2
    1.1s  shop 1      A1 is ready, 1.0 s after it was placed
    1.5s  customer C  places C3
    1.5s  customer C  goes home
    1.5s  main        all customers have gone home
    1.8s  shop 2      A2 is ready, 1.6 s after it was placed
    1.9s  shop 3      C1 is ready, 1.6 s after it was placed
    2.3s  shop 1      B1 is ready, 1.9 s after it was placed
    2.6s  shop 2      A3 is ready, 2.0 s after it was placed
    3.3s  shop 3      B2 is ready, 2.5 s after it was placed
    3.5s  shop 2      C3 is ready, 2.0 s after it was placed
    3.8s  shop 1      C2 is ready, 2.9 s after it was placed
    3.8s  main        all orders are ready
    3.8s  shop 1      is now closed.
    3.8s  shop 2      is now closed.
    3.8s  shop 3      is now closed.
    3.8s  main        all shops are closed
  `);
  expect(run).toTake(
    3800,
    '0.1 until A1 is placed + 1.0 + 1.2 for B1 + 1.5 for C2, the longest of the three shops',
  );
  expect(run.leaks).toEqual([]);
});

test('with room for two the customers wait for a place from 0.8 s on, and the whole still takes 3.8 s', async () => {
  const run = await runProgram(() => main(['bounded']));
  expect(run).toPrint(`
    0.0s  shop 1      is open
    0.0s  shop 2      is open
    0.0s  shop 3      is open
    0.1s  customer A  places A1
    0.2s  customer A  places A2
    0.3s  customer C  places C1
    0.4s  customer B  places B1
    0.6s  customer A  places A3
    0.6s  customer A  goes home
    0.8s  customer B  places B2
    0.8s  customer B  waits: the queue is full
    0.9s  customer C  places C2
    0.9s  customer C  waits: the queue is full
    1.1s  shop 1      A1 is ready, 1.0 s after it was placed
    1.1s  customer B  goes home
    1.8s  shop 2      A2 is ready, 1.6 s after it was placed
    1.9s  shop 3      C1 is ready, 1.6 s after it was placed
    2.3s  shop 1      B1 is ready, 1.9 s after it was placed
    2.4s  customer C  places C3
    2.4s  customer C  goes home
    2.4s  main        all customers have gone home
    2.6s  shop 2      A3 is ready, 2.0 s after it was placed
    3.3s  shop 3      B2 is ready, 2.5 s after it was placed
    3.5s  shop 2      C3 is ready, 1.1 s after it was placed
    3.8s  shop 1      C2 is ready, 2.9 s after it was placed
    3.8s  main        all orders are ready
    3.8s  shop 1      is now closed.
    3.8s  shop 2      is now closed.
    3.8s  shop 3      is now closed.
    3.8s  main        all shops are closed
  `);
});

test('main that waits for the shops hangs at 3.8 s, and the report names shops and queue.get()', async () => {
  const run = await runProgram(() => main(['hang']));
  expect(run.elapsed).toBe(3800);
  expect(run.lines.at(-1)).toEqual({
    at: 3800,
    lane: 'shop 1',
    text: 'C2 is ready, 2.9 s after it was placed',
  });
  expect(run.outcome).toEqual({
    kind: 'deadlocked',
    waiting: [
      'main waits for shop 1 and for shop 2 and for shop 3',
      'shop 1 waits in queue.get()',
      'shop 2 waits in queue.get()',
      'shop 3 waits in queue.get()',
    ],
  });
});

test('one shop alone takes the sum of all work, and the last order waits longest', async () => {
  const run = await runProgram(() => main(['join', '1', '1', '--seed', '4']));
  expect(run).toPrint(`
    0.0s  shop 1      is open
    0.4s  customer A  places A1
    0.9s  customer A  places A2
    1.0s  customer A  places A3
    1.2s  customer A  places A4
    1.2s  customer A  goes home
    1.2s  main        all customers have gone home
    1.9s  shop 1      A1 is ready, 1.5 s after it was placed
    3.4s  shop 1      A2 is ready, 2.5 s after it was placed
    4.0s  shop 1      A3 is ready, 3.0 s after it was placed
    5.6s  shop 1      A4 is ready, 4.4 s after it was placed
    5.6s  main        all orders are ready
    5.6s  shop 1      is now closed.
    5.6s  main        all shops are closed
  `);
  expect(run).toTake(5600, '0.4 until A1 is placed + 1.5 + 1.5 + 0.6 + 1.6');
});

test(
  'a thousand seeds lose no order and serve none twice, also with room for two',
  { timeout: 30_000 },
  async () => {
    for (let seed = 1; seed <= 1000; seed += 1) {
      const run = await runProgram(() => main([seed % 2 ? 'join' : 'bounded', '--seed', String(seed)]));
      const said = (pattern: RegExp) => run.lines.flatMap(({ text }) => pattern.exec(text)?.[1] ?? []).sort();
      const placed = said(/^places (\w+)$/);
      expect(placed.length, `seed ${seed}`).toBeGreaterThanOrEqual(3);
      expect(said(/^(\w+) is ready/), `seed ${seed}`).toEqual(placed);
      expect(
        run.lines.filter(({ text }) => text === 'is now closed.'),
        `seed ${seed}`,
      ).toHaveLength(3);
      expect(run.outcome.kind, `seed ${seed}`).toBe('finished');
    }
  },
);

test('a bad argument is refused in one line that says what was given and what is accepted', async () => {
  const error = async (...args: string[]) => (await runProgram(() => main(args))).outcome;
  expect(await error('milk')).toMatchObject({
    error: { message: 'part takes join, bounded or hang; it was given "milk".' },
  });
  expect(await error('join', '27')).toMatchObject({
    error: { message: 'customers takes a whole number from 1 to 26; it was given "27".' },
  });
});
