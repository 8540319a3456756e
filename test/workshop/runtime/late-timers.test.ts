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
