import { expect, test } from 'vitest';
import { main } from '../../steps/06-cancellation.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';

test('cancelled at 1.0 s, the task cleans up until 1.3 s, and its awaiter hears of it then', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s  order milk   started
    1.0s  main         cancel
    1.0s  order milk   asked to stop, calls the shop
    1.3s  order milk   has the money back
    1.3s  main         AbortError: This operation was aborted
    1.3s  main         the task is cancelled
  `);
  expect(run).toTake(1300, '1.0 + 0.3 of cleanup');
});

test('cancelling after the end, at 3.0 s, changes nothing', async () => {
  const run = await runProgram(() => main(['cancel', '3']));
  expect(run).toPrint(`
    0.0s  order milk   started
    2.0s  order milk   done
    3.0s  main         too late to cancel
    3.0s  main         the task is fulfilled
  `);
  expect(run).toTake(3000, 'the 3.0 s that main sleeps');
});

test('work that does not look at its signal ends when it likes, at 2.0 s', async () => {
  const run = await runProgram(() => main(['deaf']));
  expect(run).toPrint(`
    0.0s  order milk   started
    1.0s  main         cancel
    2.0s  order milk   done
    2.0s  main         the task is fulfilled
  `);
  expect(run).toTake(2000, 'the 2.0 s of the order');
});

test('a timeout of 1.0 s waits for the cleanup: 1.3 s', async () => {
  const run = await runProgram(() => main(['timeout']));
  expect(run).toPrint(`
    0.0s  order milk   started
    1.0s  order milk   asked to stop, calls the shop
    1.3s  order milk   has the money back
    1.3s  main         TimeoutError: The work took longer than 1000 ms.
  `);
  expect(run).toTake(1300, '1.0 + 0.3 of cleanup');
});

test('a timeout of 3.0 s is none for work of 2.0 s, and its timer is gone', async () => {
  const run = await runProgram(() => main(['timeout', '3']));
  expect(run).toPrint(`
    0.0s  order milk   started
    2.0s  order milk   done
    2.0s  main         milk
  `);
  expect(run).toTake(2000, 'the 2.0 s of the order');
  expect(run.leaks).toEqual([]);
});

test('with a timeout of 0 s the work is not even started', async () => {
  const run = await runProgram(() => main(['timeout', '0']));
  expect(run).toPrint('0.0s  main  TimeoutError: The work took longer than 0 ms.');
  expect(run).toTake(0, 'nothing');
});

test('when main ends at 1.0 s the task is cancelled, and cleans up until 1.3 s', async () => {
  const run = await runProgram(() => main(['main-ends']));
  expect(run).toPrint(`
    0.0s  order milk   started
    1.0s  main         main ends
    1.0s  order milk   asked to stop, calls the shop
    1.3s  order milk   has the money back
  `);
  expect(run).toTake(1000, 'the 1.0 s of main; cleanup after it does not count');
  expect(run.leaks).toEqual(['order milk']);
});

test('bad arguments are refused in one line that says what was given and what is accepted', async () => {
  const word = await runProgram(() => main(['stop']));
  expect(word.outcome).toMatchObject({
    error: { message: 'part takes cancel, deaf, timeout or main-ends; it was given "stop".' },
  });
  const time = await runProgram(() => main(['cancel', '-1']));
  expect(time.outcome).toMatchObject({ error: { message: expect.stringContaining('is not a setting') } });
});
