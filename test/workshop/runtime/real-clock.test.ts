import { expect, test } from 'vitest';
import { RealClock } from '../../../workshop/runtime/real-clock.ts';

test('the clock on the wall begins at 0, and block() keeps the thread as long as it says', () => {
  const clock = new RealClock();
  expect(clock.now()).toBeLessThan(1000);
  const before = clock.read();
  clock.block(5);
  expect(clock.read() - before).toBeGreaterThan(4);
});
