import { expect, test } from 'vitest';
import { main } from '../../steps/06-cancellation.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';

const never = new AbortController().signal;
const runMain = (...args: string[]) => runProgram(() => main(args, never));

test('the signal aborts at 1.0 s, the order cleans up until 1.3 s, and main hears of it then', async () => {
  const run = await runMain();
  expect(run).toPrint(`
    0.0s  order milk   started
    1.0s  main         abort
    1.0s  order milk   asked to stop, calls the shop
    1.3s  order milk   has the money back
    1.3s  main         cancelled: Error: breakfast is over
  `);
  expect(run).toTake(1300, '1.0 until the abort + 0.3 of cleanup');
  expect(run.leaks).toEqual([]);
});

test('a signal that aborts at 3.0 s changes nothing for an order that was done at 2.0 s', async () => {
  const run = await runMain('abort', '3');
  expect(run).toPrint(`
    0.0s  order milk   started
    2.0s  order milk   done
    3.0s  main         abort
    3.0s  main         got the milk
  `);
  expect(run).toTake(3000, 'the 3.0 s that main sleeps');
});

test('a task cancelled at 1.0 s cleans up until 1.3 s, and its awaiter hears of it then', async () => {
  const run = await runMain('cancel');
  expect(run).toPrint(`
    0.0s  order milk   started
    1.0s  main         cancel
    1.0s  order milk   asked to stop, calls the shop
    1.3s  order milk   has the money back
    1.3s  main         AbortError: This operation was aborted
    1.3s  main         the task is cancelled
  `);
  expect(run).toTake(1300, '1.0 until the cancellation + 0.3 of cleanup');
});

test('cancelling after the end, at 3.0 s, changes nothing', async () => {
  const run = await runMain('cancel', '3');
  expect(run).toPrint(`
    0.0s  order milk   started
    2.0s  order milk   done
    3.0s  main         too late to cancel
    3.0s  main         the task is fulfilled
  `);
  expect(run).toTake(3000, 'the 3.0 s that main sleeps');
});

test('work that never looks at its signal ends at 2.0 s, and its task is fulfilled', async () => {
  const run = await runMain('deaf');
  expect(run).toPrint(`
    0.0s  order milk   started
    1.0s  main         cancel
    2.0s  order milk   done
    2.0s  main         the task is fulfilled
  `);
  expect(run).toTake(2000, 'the 2.0 s of the order');
});

test('a timeout of 1.0 s waits for the cleanup: 1.3 s', async () => {
  const run = await runMain('timeout');
  expect(run).toPrint(`
    0.0s  order milk   started
    1.0s  order milk   asked to stop, calls the shop
    1.3s  order milk   has the money back
    1.3s  main         TimeoutError: The work took longer than 1000 ms.
  `);
  expect(run).toTake(1300, '1.0 until the deadline + 0.3 of cleanup');
});

test('a timeout of 3.0 s does nothing to work of 2.0 s, and its timer is gone', async () => {
  const run = await runMain('timeout', '3');
  expect(run).toPrint(`
    0.0s  order milk   started
    2.0s  order milk   done
    2.0s  main         got the milk
  `);
  expect(run).toTake(2000, 'the 2.0 s of the order');
  expect(run.leaks).toEqual([]);
});

test('with a timeout of 0 s the work is not even started', async () => {
  const run = await runMain('timeout', '0');
  expect(run).toPrint('0.0s  main  TimeoutError: The work took longer than 0 ms.');
  expect(run).toTake(0, 'nothing');
});

test('when main ends at 1.0 s the task is cancelled, and cleans up until 1.3 s', async () => {
  const run = await runMain('main-ends');
  expect(run).toPrint(`
    0.0s  order milk   started
    1.0s  main         main ends
    1.0s  order milk   asked to stop, calls the shop
    1.3s  order milk   has the money back
  `);
  expect(run).toTake(1000, 'the 1.0 s of main; cleanup after it does not count');
  expect(run.leaks).toEqual(['order milk']);
});

test('Ctrl+C at 1.2 s aborts the signal of main, and the order cleans up until 1.5 s', async () => {
  const run = await runProgram(() => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('Ctrl+C')), 1200);
    return main(['ctrl-c'], controller.signal);
  });
  expect(run.lines.map(({ at, lane, text }) => `${at} ${lane}: ${text}`)).toEqual([
    '0 order milk: started',
    '1200 order milk: asked to stop, calls the shop',
    '1500 order milk: has the money back',
  ]);
  expect(run.outcome).toMatchObject({ kind: 'failed', error: { message: 'Ctrl+C' } });
  expect(run.elapsed, '1.2 until Ctrl+C + 0.3 of cleanup').toBe(1500);
});

test('without Ctrl+C that order is done at 5.0 s', async () => {
  const run = await runMain('ctrl-c');
  expect(run).toPrint(`
    0.0s  order milk   started
    5.0s  order milk   done
  `);
  expect(run).toTake(5000, 'the 5.0 s of the order');
});

test('bad arguments are refused in one line that says what was given and what is accepted', async () => {
  const word = await runMain('stop');
  expect(word.outcome).toMatchObject({
    error: {
      message: 'part takes abort, cancel, deaf, timeout, main-ends or ctrl-c; it was given "stop".',
    },
  });
  const time = await runMain('cancel', '-1');
  expect(time.outcome).toMatchObject({ error: { message: expect.stringContaining('is not a setting') } });
});
