import { expect, test } from 'vitest';
import { runProgram } from '#run';
import { block, log, sleep } from '#workshop';

test('as in Node, all timers that are late fire before the immediate that one of them makes', async () => {
  const { lines } = await runProgram(async () => {
    setTimeout(() => {
      log('due at 10');
      setImmediate(() => log('immediate'));
    }, 10);
    setTimeout(() => log('due at 20'), 20);
    block(100);
    await sleep(50);
  });
  expect(lines.map(({ at, text }) => [at, text])).toEqual([
    [100, 'due at 10'],
    [100, 'due at 20'],
    [100, 'immediate'],
  ]);
});

test('as in Node, a timer that comes due while late ones fire waits for the immediates that these make', async () => {
  const { lines } = await runProgram(async () => {
    setTimeout(() => {
      log('due at 10');
      block(50);
    }, 10);
    setTimeout(() => {
      log('due at 20');
      setImmediate(() => log('immediate'));
    }, 20);
    setTimeout(() => log('due at 120'), 120);
    block(100);
    await sleep(200);
  });
  expect(lines.map(({ at, text }) => [at, text])).toEqual([
    [100, 'due at 10'],
    [150, 'due at 20'],
    [150, 'immediate'],
    [150, 'due at 120'],
  ]);
});

test('and so does one that comes due between two that were due together', async () => {
  const { lines } = await runProgram(async () => {
    setTimeout(() => {
      log('first');
      block(50);
    }, 100);
    setTimeout(() => {
      log('second');
      setImmediate(() => log('immediate'));
    }, 100);
    setTimeout(() => log('due at 120'), 120);
    await sleep(200);
  });
  expect(lines.map(({ at, text }) => [at, text])).toEqual([
    [100, 'first'],
    [150, 'second'],
    [150, 'immediate'],
    [150, 'due at 120'],
  ]);
});

test('timers that are late when a program first yields fire before its first immediates', async () => {
  const { lines } = await runProgram(async () => {
    setImmediate(() => log('immediate'));
    setTimeout(() => log('due at 50'), 50);
    block(80);
    await sleep(100);
  });
  expect(lines.map(({ at, text }) => [at, text])).toEqual([
    [80, 'due at 50'],
    [80, 'immediate'],
  ]);
});
