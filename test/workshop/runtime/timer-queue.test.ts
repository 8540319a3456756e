import fc from 'fast-check';
import TinyQueue from 'tinyqueue';
import { expect, test, vi } from 'vitest';
import { VirtualClock } from '../../../workshop/runtime/virtual-clock.ts';
import { holdsFor } from '../asyncio/property.ts';

const newClock = () => new VirtualClock({ ms: 1e9, timers: 1e9 });
const arm = (clock: VirtualClock, ms: number, callback = () => {}) =>
  clock.start('setTimeout', callback, ms, [], 'main');

test('whatever is armed, called off and fired in whichever order, the earliest fires, and of equals the one armed first', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('arm' as const), ms: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ do: fc.constant('clear' as const), ms: fc.nat(9) }),
    fc.record({ do: fc.constant('fire' as const), ms: fc.constant(0) }),
  );
  await holdsFor(fc.array(step, { maxLength: 40 }), async (steps) => {
    const clock = newClock();
    const armed: { due: number; timer: object }[] = [];
    for (const { do: what, ms } of steps) {
      if (what === 'arm') {
        const fires = () => expect(armed.shift()?.timer).toBe(timer);
        const timer: object = arm(clock, ms, fires);
        armed.push({ due: clock.now() + ms, timer });
        // Sorting keeps the order of equals.
        armed.sort((one, other) => one.due - other.due);
      } else if (what === 'clear') {
        const [cleared] = armed.splice(ms % (armed.length + 1), 1);
        expect(clock.disarm(cleared?.timer)).toBe(cleared !== undefined);
      } else {
        const left = armed.length;
        expect(clock.step()).toBe(left > 0);
        expect(armed).toHaveLength(Math.max(0, left - 1));
      }
      expect(clock.live).toHaveLength(armed.length);
    }
  });
});

test('of 3000 timers at different times 2500 are cleared, and the others fire in their order', () => {
  const clock = newClock();
  const fired: number[] = [];
  const timers = Array.from({ length: 3000 }, (_, place) => {
    const ms = 1 + ((place * 7919) % 3000);
    return { ms, timer: arm(clock, ms, () => fired.push(ms)) };
  });
  for (const { ms, timer } of timers) if (ms % 6 !== 0) clock.disarm(timer);
  while (clock.step());
  expect(fired).toEqual(Array.from({ length: 500 }, (_, place) => 6 * (place + 1)));
});

test('of 5000 timers that were armed for different times and cleared, at most 1000 are met on the way to the next', () => {
  const clock = newClock();
  const last = arm(clock, 6000);
  for (let ms = 1; ms <= 5000; ms += 1) clock.disarm(arm(clock, ms));
  const met = vi.spyOn(TinyQueue.prototype, 'pop');
  expect(clock.live[0]).toBe(last);
  expect(clock.step()).toBe(true);
  expect(clock.now()).toBe(6000);
  expect(met.mock.calls.length).toBeLessThanOrEqual(1001);
  met.mockRestore();
});
