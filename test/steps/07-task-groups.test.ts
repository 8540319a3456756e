import { expect, test } from 'vitest';
import { main } from '../../steps/07-task-groups.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';

test('the group waits for milk and bread by itself: 2.0 s', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s  main         scheduling done
    0.0s  order milk   started
    0.0s  order bread  started
    1.0s  order milk   done
    2.0s  order bread  done
    2.0s  main         Done.
  `);
  expect(run).toTake(2000, 'max(1.0, 2.0)');
});

test('it waits for the longer one, whichever that is', async () => {
  const run = await runProgram(() => main(['group', '2', '1']));
  expect(run).toPrint(`
    0.0s  main         scheduling done
    0.0s  order milk   started
    0.0s  order bread  started
    1.0s  order bread  done
    2.0s  order milk   done
    2.0s  main         Done.
  `);
  expect(run).toTake(2000, 'max(2.0, 1.0)');
});

test('a failure at 0.5 s cancels the bread at 0.5 s, the code after the group does not run, nothing is left', async () => {
  const run = await runProgram(() => main(['failure']));
  expect(run).toPrint(`
    0.0s  main         scheduling done
    0.0s  order milk   started
    0.0s  order bread  started
    0.5s  order milk   sold out
    0.5s  order bread  cancelled, gets the money back
    0.5s  main         TaskGroupError with 1 in errors:
    0.5s  main         Error: none left today
  `);
  expect(run).toTake(500, 'half of the 1.0 s for the milk');
  expect(run.leaks).toEqual([]);
});

test('bread that is done at 0.3 s is not cancelled by a failure at 0.5 s', async () => {
  const run = await runProgram(() => main(['failure', '1', '0.3']));
  expect(run).toPrint(`
    0.0s  main         scheduling done
    0.0s  order milk   started
    0.0s  order bread  started
    0.3s  order bread  done
    0.5s  order milk   sold out
    0.5s  main         TaskGroupError with 1 in errors:
    0.5s  main         Error: none left today
  `);
});

test('with Promise.all the bread runs on until 2.0 s', async () => {
  const run = await runProgram(() => main(['promise-all']));
  expect(run).toPrint(`
    0.0s  main         scheduling done
    0.0s  order milk   started
    0.0s  order bread  started
    0.5s  order milk   sold out
    0.5s  main         gave up: Error: none left today
    2.0s  order bread  done
  `);
  expect(run).toTake(2000, 'max(0.5, 2.0)');
});

test('when the outer group fails at 0.5 s, the group inside its task is cancelled with it, at 0.5 s', async () => {
  const run = await runProgram(() => main(['nested']));
  expect(run).toPrint(`
    0.0s  shopping     scheduling done
    0.0s  order tea    started
    0.0s  order milk   started
    0.0s  order bread  started
    0.5s  order tea    sold out
    0.5s  order milk   cancelled, gets the money back
    0.5s  order bread  cancelled, gets the money back
    0.5s  main         TaskGroupError with 1 in errors:
    0.5s  main         Error: none left today
  `);
  expect(run).toTake(500, 'half of the 1.0 s for the milk');
  expect(run.leaks).toEqual([]);
});

test('bad arguments are refused in one line that says what was given and what is accepted', async () => {
  const word = await runProgram(() => main(['fail']));
  expect(word.outcome).toMatchObject({
    error: { message: 'part takes group, failure, promise-all or nested; it was given "fail".' },
  });
  const time = await runProgram(() => main(['group', 'soon']));
  expect(time.outcome).toMatchObject({
    error: { message: 'milk takes seconds from 0 to 60, such as 2 or 0.5; it was given "soon".' },
  });
});
