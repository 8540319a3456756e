import { expect, test } from 'vitest';
import { main } from '../../steps/04-scheduled-tasks.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';

test.each([[[]], [['tasks']], [['tasks', '1', '2']], [['1', '2']]])(
  'both tasks start after main has spoken, and take 2.0 s together: %j',
  async (args) => {
    const run = await runProgram(() => main(args));
    expect(run).toPrint(`
    0.0s  main         done scheduling tasks.
    0.0s  order milk   started
    0.0s  order bread  started
    1.0s  order milk   done
    2.0s  order bread  done
  `);
    expect(run).toTake(2000, 'max(1.0, 2.0)');
  },
);

test.each([[['2', '1']], [['tasks', '2', '1']]])(
  'awaiting the longer task first loses no time: 2.0 s for %j',
  async (args) => {
    const run = await runProgram(() => main(args));
    expect(run).toPrint(`
    0.0s  main         done scheduling tasks.
    0.0s  order milk   started
    0.0s  order bread  started
    1.0s  order bread  done
    2.0s  order milk   done
  `);
    expect(run).toTake(2000, 'max(2.0, 1.0)');
  },
);

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
  expect(run).toTake(1000, 'max(1.0, 1.0)');
});

test.each([[['--part', 'direct']], [['direct', '1', '2']]])(
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

test('a task tells its state: scheduled, running at 0.5 s, fulfilled at 1.0 s, and its callback comes first', async () => {
  const run = await runProgram(() => main(['states']));
  expect(run).toPrint(`
    0.0s  main         order milk: scheduled
    0.0s  order milk   started
    0.5s  main         order milk: running
    1.0s  order milk   done
    1.0s  callback     the milk is here
    1.0s  main         order milk: fulfilled
  `);
  expect(run).toTake(1000, 'max(0.5, 1.0)');
});

test('a task that fails at 0.5 s keeps its error until main awaits it at 1.0 s', async () => {
  const run = await runProgram(() => main(['failure']));
  expect(run).toPrint(`
    0.0s  order milk   started
    0.0s  audit log    started
    0.5s  audit log    no space left
    1.0s  order milk   done
    1.0s  main         audit log: rejected
    1.0s  main         caught: Error: no space left
  `);
  expect(run).toTake(1000, 'max(1.0, 0.5)');
  expect(run.unseen).toEqual([]);
});

test.each([
  [['soon'], 'part takes tasks, direct, states or failure; it was given "soon".'],
  [['1', '61'], 'bread takes seconds from 0 to 60, such as 2 or 0.5; it was given "61".'],
  [['direct', 'soon'], 'milk takes seconds from 0 to 60, such as 2 or 0.5; it was given "soon".'],
])('a bad argument is refused in one line: %j', async (args, message) => {
  const { outcome } = await runProgram(() => main(args));
  expect(outcome).toMatchObject({ error: { message } });
});
