import { expect, test } from 'vitest';
import { main } from '../../steps/09-queues.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';

test('three shops serve the eight orders of three customers in 4.4 s, and close when all are ready', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s  shop 1      is open
    0.0s  shop 2      is open
    0.0s  shop 3      is open
    0.2s  customer B  places B1
    0.4s  customer C  places C1
    0.5s  customer A  places A1
    0.5s  customer A  goes home
    0.6s  customer B  places B2
    0.7s  customer C  places C2
    0.9s  customer B  places B3
    1.0s  customer C  places C3
    1.0s  customer C  goes home
    1.1s  shop 1      B1 is ready, 0.9 s after it was placed
    1.4s  customer B  places B4
    1.4s  customer B  goes home
    1.4s  main        all customers have gone home
    1.7s  shop 1      B2 is ready, 1.1 s after it was placed
    1.9s  shop 3      A1 is ready, 1.4 s after it was placed
    2.0s  shop 2      C1 is ready, 1.6 s after it was placed
    2.6s  shop 1      C2 is ready, 1.9 s after it was placed
    2.7s  shop 3      B3 is ready, 1.8 s after it was placed
    3.3s  shop 2      C3 is ready, 2.3 s after it was placed
    4.4s  shop 1      B4 is ready, 3.0 s after it was placed
    4.4s  main        all orders are ready
    4.4s  shop 1      is now closed.
    4.4s  shop 2      is now closed.
    4.4s  shop 3      is now closed.
    4.4s  main        all shops are closed
  `);
  expect(run).toTake(
    4400,
    '0.2 until B1 is placed + 0.9 + 0.6 for B2 + 0.9 for C2 + 1.8 for B4, all at shop 1',
  );
  expect(run.leaks).toEqual([]);
});

test('with room for two the customers wait for a place from 0.9 s on, and it still takes 4.4 s', async () => {
  const run = await runProgram(() => main(['bounded']));
  expect(run).toPrint(`
    0.0s  shop 1      is open
    0.0s  shop 2      is open
    0.0s  shop 3      is open
    0.2s  customer B  places B1
    0.4s  customer C  places C1
    0.5s  customer A  places A1
    0.5s  customer A  goes home
    0.6s  customer B  places B2
    0.7s  customer C  places C2
    0.9s  customer B  places B3
    0.9s  customer B  waits: the queue is full
    1.0s  customer C  places C3
    1.0s  customer C  waits: the queue is full
    1.1s  shop 1      B1 is ready, 0.9 s after it was placed
    1.6s  customer B  places B4
    1.6s  customer B  waits: the queue is full
    1.7s  shop 1      B2 is ready, 1.1 s after it was placed
    1.7s  customer C  goes home
    1.9s  shop 3      A1 is ready, 1.4 s after it was placed
    1.9s  customer B  goes home
    1.9s  main        all customers have gone home
    2.0s  shop 2      C1 is ready, 1.6 s after it was placed
    2.6s  shop 1      C2 is ready, 1.9 s after it was placed
    2.7s  shop 3      B3 is ready, 1.8 s after it was placed
    3.3s  shop 2      C3 is ready, 2.3 s after it was placed
    4.4s  shop 1      B4 is ready, 2.8 s after it was placed
    4.4s  main        all orders are ready
    4.4s  shop 1      is now closed.
    4.4s  shop 2      is now closed.
    4.4s  shop 3      is now closed.
    4.4s  main        all shops are closed
  `);
  expect(run).toTake(4400, '0.2 + 0.9 + 0.6 + 0.9 + 1.8');
});

test('main that waits for the shops hangs at 4.4 s, and the report names shops and queue.get()', async () => {
  const run = await runProgram(() => main(['hang']));
  expect(run.elapsed).toBe(4400);
  expect(run.lines.at(-1)).toEqual({
    at: 4400,
    lane: 'shop 1',
    text: 'B4 is ready, 3.0 s after it was placed',
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

test('main that ends at 4.4 s while the shops are open: they are closed after it', async () => {
  const run = await runProgram(() => main(['main-ends']));
  expect(run.lines.slice(-5)).toEqual([
    { at: 4400, lane: 'main', text: 'all orders are ready' },
    { at: 4400, lane: 'main', text: 'main ends' },
    { at: 4400, lane: 'shop 1', text: 'is now closed.' },
    { at: 4400, lane: 'shop 2', text: 'is now closed.' },
    { at: 4400, lane: 'shop 3', text: 'is now closed.' },
  ]);
  expect(run.leaks).toEqual(['shop 1', 'shop 2', 'shop 3']);
  expect(run).toTake(4400, '0.2 + 0.9 + 0.6 + 0.9 + 1.8');
});

test('one shop alone takes the sum of all work, and the last order waits longest', async () => {
  const run = await runProgram(() => main(['join', '1', '1', '--seed', '4']));
  expect(run).toPrint(`
    0.0s  shop 1      is open
    0.5s  customer A  places A1
    0.7s  customer A  places A2
    0.8s  customer A  places A3
    0.8s  customer A  goes home
    0.8s  main        all customers have gone home
    1.1s  shop 1      A1 is ready, 0.6 s after it was placed
    2.1s  shop 1      A2 is ready, 1.4 s after it was placed
    3.1s  shop 1      A3 is ready, 2.3 s after it was placed
    3.1s  main        all orders are ready
    3.1s  shop 1      is now closed.
    3.1s  main        all shops are closed
  `);
  expect(run).toTake(3100, '0.5 until A1 is placed + 0.6 + 1.0 + 1.0');
});

test('orders are started in the order in which they were placed, whichever shop starts them', async () => {
  const run = await runProgram(() => main(['join', '3', '1']));
  const said = (pattern: RegExp) => run.lines.flatMap(({ text }) => pattern.exec(text)?.[1] ?? []);
  expect(said(/^(\w+) is ready/)).toEqual(said(/^places (\w+)$/));
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
    error: { message: 'part takes join, bounded, hang or main-ends; it was given "milk".' },
  });
  expect(await error('join', '27')).toMatchObject({
    error: { message: 'customers takes a whole number from 1 to 26; it was given "27".' },
  });
});
