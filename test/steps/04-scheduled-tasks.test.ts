import { expect, test } from 'vitest';
import { main } from '../../steps/04-scheduled-tasks.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';

test('both tasks start after main has spoken, and take 2.0 s together', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s  main         done scheduling tasks.
    0.0s  order milk   started
    0.0s  order bread  started
    1.0s  order milk   done
    2.0s  order bread  done
  `);
  expect(run).toTake(2000, 'max(1.0, 2.0)');
});

test('awaiting the longer task first loses no time: 2.0 s', async () => {
  const run = await runProgram(() => main(['2', '1']));
  expect(run).toPrint(`
    0.0s  main         done scheduling tasks.
    0.0s  order milk   started
    0.0s  order bread  started
    1.0s  order bread  done
    2.0s  order milk   done
  `);
  expect(run).toTake(2000, 'max(2.0, 1.0)');
});

test('a task that sleeps for no time is done after the other has started', async () => {
  const run = await runProgram(() => main(['0', '2']));
  // A timer takes 1 ms at least.
  expect(run).toPrint(`
    0.000s  main         done scheduling tasks.
    0.000s  order milk   started
    0.000s  order bread  started
    0.001s  order milk   done
    2.000s  order bread  done
  `);
  expect(run).toTake(2000, 'max(0.0, 2.0)');
});

test('two tasks of the same length end in the order of their creation', async () => {
  const run = await runProgram(() => main(['1', '1']));
  expect(run).toPrint(`
    0.0s  main         done scheduling tasks.
    0.0s  order milk   started
    0.0s  order bread  started
    1.0s  order milk   done
    1.0s  order bread  done
  `);
});

test.each([[['--part', 'direct']], [['1', '2', 'direct']]])(
  'a direct call starts before main speaks: %j',
  async (args) => {
    const run = await runProgram(() => main(args));
    expect(run).toPrint(`
    0.0s  order milk   started
    0.0s  order bread  started
    0.0s  main         done calling workers.
    1.0s  order milk   done
    2.0s  order bread  done
  `);
    expect(run).toTake(2000, 'max(1.0, 2.0)');
  },
);

test.each([
  [['soon'], 'milk takes seconds from 0 to 60, such as 2 or 0.5; it was given "soon".'],
  [['1', '61'], 'bread takes seconds from 0 to 60, such as 2 or 0.5; it was given "61".'],
  [['1', '2', 'bread'], 'part takes tasks or direct; it was given "bread".'],
])('a bad argument is refused in one line: %j', async (args, message) => {
  const { outcome } = await runProgram(() => main(args));
  expect(outcome).toMatchObject({ error: { message } });
});
