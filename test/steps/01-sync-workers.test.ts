import { expect, test } from 'vitest';
import { main } from '../../steps/01-sync-workers.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';

test('three orders take 3.0 s one after the other, and a timer for 0.1 s fires 2.9 s late', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s  order milk   in progress...
    0.5s  order milk   in progress...
    1.0s  order milk   done.
    1.0s  order bread  in progress...
    1.5s  order bread  in progress...
    2.0s  order bread  done.
    2.0s  order eggs   in progress...
    2.5s  order eggs   in progress...
    3.0s  order eggs   done.
    3.0s  timer        2.9 s late (it was due at 0.1 s)
  `);
  expect(run).toTake(3000, '3 × (0.5 + 0.5)');
});

test('less work holds the timer back less: 1.2 s of work, 1.1 s late', async () => {
  const run = await runProgram(() => main(['0.2']));
  expect(run.lines.at(-1)).toEqual({ at: 1200, lane: 'timer', text: '1.1 s late (it was due at 0.1 s)' });
  expect(run).toTake(1200, '3 × (0.2 + 0.2)');
});

test('a timer that is due after all the work fires on time, at 2.0 s', async () => {
  const run = await runProgram(() => main(['0.2', '2']));
  expect(run.lines.at(-1)).toEqual({ at: 2000, lane: 'timer', text: '0.0 s late (it was due at 2.0 s)' });
  expect(run).toTake(2000, 'max(3 × 0.4, 2.0)');
});

test('a timer that is due in the middle of the work fires after its end', async () => {
  const run = await runProgram(() => main(['--delay', '1.5']));
  expect(run.lines.at(-1)).toEqual({ at: 3000, lane: 'timer', text: '1.5 s late (it was due at 1.5 s)' });
});

test('without any work the timer is on time', async () => {
  const run = await runProgram(() => main(['0']));
  expect(run.lines.map(({ at }) => at)).toEqual([...Array<number>(9).fill(0), 100]);
  expect(run).toTake(100, '0.1 for the timer alone');
});

test('a bad argument is refused in one line that says what was given and what is accepted', async () => {
  const { outcome } = await runProgram(() => main(['soon']));
  expect(outcome).toMatchObject({
    error: { message: 'work takes seconds from 0 to 60, such as 2 or 0.5; it was given "soon".' },
  });
});
