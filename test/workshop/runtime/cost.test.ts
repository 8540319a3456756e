import { expect, test } from 'vitest';
import { createTask, sleep } from '#workshop';
import { runProgram } from '#run';

// How long these take is measured by `npm run bench`. Here it is enough that they end: with a cost that grows faster than
// in proportion, thirty thousand timers would not do so within the time a test has.
test.each([
  ['at thirty thousand different times', 1, 30_000],
  ['all at once', 0, 1],
])('thirty thousand sleepers wake up, %s', async (_name, spread, elapsed) => {
  const count = 30_000;
  const run = await runProgram(() =>
    Promise.all(Array.from({ length: count }, (_, place) => sleep(1 + ((place * 7919) % count) * spread))),
  );
  expect(run).toMatchObject({ elapsed, outcome: { kind: 'finished' }, leaks: [] });
});

test('thirty thousand immediates of one instant take no virtual time', async () => {
  const run = await runProgram(async () => {
    let left = 30_000;
    await new Promise<void>((resolve) => {
      for (let i = left; i > 0; i -= 1) setImmediate(() => (left -= 1) === 0 && resolve());
    });
  });
  expect(run).toMatchObject({ elapsed: 0, outcome: { kind: 'finished' } });
});

test('a hundred tasks that sleep 360 times 10 s each end after exactly an hour', async () => {
  const run = await runProgram(async () => {
    const sleeper = async () => {
      for (let i = 0; i < 360; i += 1) await sleep(10_000);
    };
    await Promise.all(Array.from({ length: 100 }, () => createTask(sleeper)));
  });
  expect(run).toMatchObject({ elapsed: 3_600_000, outcome: { kind: 'finished' }, leaks: [] });
});

test('two thirty thousand timers that were armed and cleared are not met on the way to the next one', async () => {
  const run = await runProgram(async () => {
    for (let i = 0; i < 200_000; i += 1) clearTimeout(setTimeout(() => {}, 1000 + i));
    await sleep(1);
  });
  expect(run).toMatchObject({ elapsed: 1, outcome: { kind: 'finished' }, leaks: [] });
});
