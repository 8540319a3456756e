import { expect, test } from 'vitest';
import { main } from '../../steps/02-awaited-sequence.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';

test('two awaited workers take the sum, 3.0 s: bread starts when milk is done', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s  order milk   started
    1.0s  order milk   done
    1.0s  order bread  started
    3.0s  order bread  done
  `);
  expect(run).toTake(3000, '1.0 + 2.0');
});

test('swapped times move the two lines in the middle, and the sum is still 3.0 s', async () => {
  const run = await runProgram(() => main(['sequence', '2', '1']));
  expect(run).toPrint(`
    0.0s  order milk   started
    2.0s  order milk   done
    2.0s  order bread  started
    3.0s  order bread  done
  `);
  expect(run).toTake(3000, '2.0 + 1.0');
});

test('an order that takes no time at all is done before the next one starts', async () => {
  const run = await runProgram(() => main(['sequence', '0', '1']));
  // A timer takes 1 ms at least.
  expect(run).toPrint(`
    0.000s  order milk   started
    0.001s  order milk   done
    0.001s  order bread  started
    1.001s  order bread  done
  `);
});

test('a timer for 0.1 s fires at 0.1 s, while the first worker sleeps', async () => {
  const run = await runProgram(() => main(['timer']));
  expect(run).toPrint(`
    0.0s  order milk   started
    0.1s  timer        was due at 0.1 s
    1.0s  order milk   done
    1.0s  order bread  started
    3.0s  order bread  done
  `);
  expect(run).toTake(3000, '1.0 + 2.0');
});

test('a call runs up to its first await before the caller goes on', async () => {
  const run = await runProgram(() => main(['call']));
  expect(run).toPrint(`
    0.0s  main         before the call
    0.0s  order milk   started
    0.0s  main         after the call
    1.0s  order milk   done
    1.0s  main         after the await
  `);
  expect(run).toTake(1000, '1.0 for the milk');
});

test('an await with nothing to wait for yields all the same: bread has its first half before milk its second', async () => {
  const run = await runProgram(() => main(['nothing']));
  expect(run).toPrint(`
    0.0s  order milk   first half
    0.0s  order bread  first half
    0.0s  order milk   second half
    0.0s  order bread  second half
  `);
  expect(run).toTake(0, '0 for two awaits without a timer');
});

test('a bad argument is refused in one line that says what was given and what is accepted', async () => {
  const { outcome } = await runProgram(() => main(['bread']));
  expect(outcome).toMatchObject({
    error: { message: 'part takes sequence, timer, call or nothing; it was given "bread".' },
  });
});
