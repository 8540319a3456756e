import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { merge } from '../../solutions/08-async-iterators.ts';
import { main } from '../../steps/08-async-iterators.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';

test('five orders, one a second, take 5.0 s', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s  dispatch     started
    1.0s  main         order 0
    2.0s  main         order 1
    3.0s  main         order 2
    4.0s  main         order 3
    5.0s  main         order 4
    5.0s  dispatch     done
  `);
  expect(run).toTake(5000, '5 × 1.0');
});

test('deliveries of 1.5 s run while the loop waits: 6.5 s, not 12.5 s', async () => {
  const run = await runProgram(() => main(['deliver']));
  expect(run).toPrint(`
    0.0s  dispatch     started
    1.0s  order 0      on its way
    2.0s  order 1      on its way
    2.5s  order 0      delivered
    3.0s  order 2      on its way
    3.5s  order 1      delivered
    4.0s  order 3      on its way
    4.5s  order 2      delivered
    5.0s  dispatch     done
    5.0s  order 4      on its way
    5.0s  main         no more orders
    5.5s  order 3      delivered
    6.5s  order 4      delivered
  `);
  expect(run).toTake(6500, '5 × 1.0 + 1.5');
});

test('leaving the loop at 2.0 s runs the finally of the generator before the loop has ended', async () => {
  const run = await runProgram(() => main(['leave']));
  expect(run).toPrint(`
    0.0s  dispatch     started
    1.0s  main         order 0
    2.0s  main         order 1
    2.0s  dispatch     done
    2.0s  main         the loop has ended
  `);
  expect(run).toTake(2000, '2 × 1.0');
});

test('leaving the loop calls return() of an iterator written by hand', async () => {
  const run = await runProgram(() => main(['by-hand']));
  expect(run).toPrint(`
    1.0s  main         order 0
    2.0s  main         order 1
    2.0s  dispatch     return() was called
    2.0s  main         the loop has ended
  `);
  expect(run).toTake(2000, '2 × 1.0');
});

test('a source that ends by itself after one order gets no return()', async () => {
  const run = await runProgram(() => main(['by-hand', '1']));
  expect(run).toPrint(`
    1.0s  main         order 0
    1.0s  main         the loop has ended
  `);
  expect(run).toTake(1000, '1 × 1.0');
});

test('bad arguments are refused in one line that says what was given and what is accepted', async () => {
  const word = await runProgram(() => main(['deliveries']));
  expect(word.outcome).toMatchObject({
    error: { message: 'part takes dispatch, deliver, leave or by-hand; it was given "deliveries".' },
  });
  const number = await runProgram(() => main(['deliver', '0']));
  expect(number.outcome).toMatchObject({
    error: { message: 'orders takes a whole number from 1 to 60; it was given "0".' },
  });
});

test('beside a silent source the solution of merge keeps none of the values it has given', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const given: WeakRef<object>[] = [];
  async function* many(): AsyncGenerator<object> {
    for (let number = 0; number < 1000; number += 1) yield { number };
  }
  const silent: AsyncIterator<object> = {
    next: () => new Promise(() => {}),
    return: async () => ({ done: true, value: undefined }),
  };
  for await (const value of merge(many(), { [Symbol.asyncIterator]: () => silent })) {
    given.push(new WeakRef(value));
    if (given.length < 1000) continue;
    // What a turn of the event loop has looked at is kept until its end.
    await new Promise((resolve) => setTimeout(resolve, 0));
    collectGarbage();
    break;
  }
  expect(given.filter((value) => value.deref()).length).toBeLessThanOrEqual(2);
});
