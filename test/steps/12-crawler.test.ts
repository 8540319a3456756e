import { expect, test } from 'vitest';
import { main } from '../../steps/12-crawler.ts';
import { runProgram } from '../../workshop/run.ts';

// FILL IN: one test for the default and for every variant; say what, how long, and how long not.
test('two workers at the same time take 2.0 s, not 3.0 s', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s  order milk   started
    0.0s  order bread  started
    1.0s  order milk   done
    2.0s  order bread  done
  `);
  expect(run).toTake(2000, 'max(1.0, 2.0)');
});

test('a bad argument is refused in one line that says what was given and what is accepted', async () => {
  const { outcome } = await runProgram(() => main(['soon']));
  expect(outcome).toMatchObject({
    error: { message: 'milk takes seconds from 0 to 60, such as 2 or 0.5; it was given "soon".' },
  });
});
