import { expect, test } from 'vitest';
import { main } from '../../steps/03-promise-all.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';

test('two workers at the same time take 2.0 s, not 3.0 s', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s  order milk   started
    0.0s  order bread  started
    1.0s  order milk   done
    2.0s  order bread  done
    2.0s  main         order milk: delivered
    2.0s  main         order bread: delivered
  `);
  expect(run).toTake(2000, 'max(1.0, 2.0)');
});

test('the results keep the order of the calls when bread is done a second before milk', async () => {
  const run = await runProgram(() => main(['together', '2', '1']));
  expect(run).toPrint(`
    0.0s  order milk   started
    0.0s  order bread  started
    1.0s  order bread  done
    2.0s  order milk   done
    2.0s  main         order milk: delivered
    2.0s  main         order bread: delivered
  `);
  expect(run).toTake(2000, 'max(2.0, 1.0)');
});

test('a rejection at 1.0 s ends the wait at 1.0 s, and the other worker runs on', async () => {
  const run = await runProgram(() => main(['rejection']));
  expect(run).toPrint(`
    0.0s  order milk   started
    0.0s  order bread  started
    1.0s  order milk   sold out
    1.0s  main         gave up: Error: order milk: sold out
    2.0s  order bread  done
  `);
});

test('allSettled waits for both, 2.0 s, and tells how each one ended', async () => {
  const run = await runProgram(() => main(['settled']));
  expect(run).toPrint(`
    0.0s  order milk   started
    0.0s  order bread  started
    1.0s  order milk   sold out
    2.0s  order bread  done
    2.0s  main         rejected
    2.0s  main         fulfilled
  `);
  expect(run).toTake(2000, 'max(1.0, 2.0)');
});

test('a bad argument is refused in one line that says what was given and what is accepted', async () => {
  const { outcome } = await runProgram(() => main(['milk']));
  expect(outcome).toMatchObject({
    error: { message: 'part takes together, rejection or settled; it was given "milk".' },
  });
});
