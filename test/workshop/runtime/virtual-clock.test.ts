import { expect, test } from 'vitest';
import type { Observer } from '../../../workshop/runtime/observer.ts';
import { VirtualClock } from '../../../workshop/runtime/virtual-clock.ts';
import type { TimerKind } from '../../../workshop/runtime/virtual-timer.ts';

// What the clock itself promises to those who drive it and watch it.

const newClock = (observer?: Observer) => new VirtualClock({ ms: 10_000, timers: 100 }, observer);
const arm = (clock: VirtualClock, ms: number, callback = () => {}, kind: TimerKind = 'setTimeout') =>
  clock.start(kind, callback, ms, [], 'main');

test('a million looks at the clock are allowed between two timers, and one more is not', () => {
  const clock = newClock();
  const look = (times: number) => {
    for (let i = 0; i < times; i += 1) clock.read();
  };
  look(1_000_000);
  clock.block(1);
  look(1_000_000);
  arm(clock, 1);
  clock.step();
  look(1_000_000);
  expect(clock.runaway).toBeUndefined();
  expect(() => clock.read()).toThrow('looked at the clock 1,000,000 times');
  expect(clock.runaway).toContain('looked at the clock');
});

test('time may be blocked up to the limit, and the first word about going past it stays', () => {
  const clock = newClock();
  clock.block(10_000);
  expect(clock.runaway).toBeUndefined();
  expect(() => clock.block(1)).toThrow('Stopped: block(1) took it past 10 s of virtual time.');
  expect(() => clock.block(2)).toThrow('block(2)');
  expect(clock.runaway).toBe('block(1) took it past 10 s of virtual time');
  arm(clock, 1);
  expect(clock.step()).toBe(false);
});

test('time has to move unless an immediate or a timer of this instant is there', () => {
  const clock = newClock();
  expect(clock.mustMove).toBe(true);
  arm(clock, 5);
  expect(clock.mustMove).toBe(true);
  const immediate = arm(clock, 0, undefined, 'setImmediate');
  expect(clock.mustMove).toBe(false);
  clock.disarm(immediate);
  expect(clock.mustMove).toBe(true);
  clock.block(5);
  expect(clock.mustMove).toBe(false);
});

test('what is left is told in the order in which it was made, whatever its kind and time', () => {
  const clock = newClock();
  const late = arm(clock, 500);
  const immediate = arm(clock, 0, undefined, 'setImmediate');
  const early = arm(clock, 100);
  arm(clock, 50).unref();
  expect(clock.live.map(({ name }) => name)).toEqual(['setTimeout(500)', 'setImmediate', 'setTimeout(100)']);
  clock.disarm(immediate);
  late.refresh();
  expect(clock.live).toHaveLength(2);
  expect(clock.live[0]).toBe(late);
  expect(clock.live[1]).toBe(early);
});

test('who watches is told of arming, firing, returning and calling off, each once', () => {
  const told: string[] = [];
  const say = (event: string) => (timer: { name: string; due: number }) =>
    void told.push(`${event} ${timer.name} ${timer.due}`);
  const clock = newClock({
    ...{ armed: say('armed'), fired: say('fired') },
    ...{ returned: say('returned'), cleared: say('cleared') },
  });
  arm(clock, 5, () => {
    told.push('throws');
    throw new Error('lost');
  });
  const never = arm(clock, 10);
  const tick = arm(clock, 7, () => told.push('tick'), 'setInterval');
  expect(() => clock.step()).toThrow('lost');
  clock.step();
  for (const timer of [never, never, tick, tick]) clock.disarm(timer);
  expect(clock.step()).toBe(false);
  expect(told).toEqual([
    ...['armed setTimeout(5) 5', 'armed setTimeout(10) 10', 'armed setInterval(7) 7'],
    ...['fired setTimeout(5) 5', 'throws', 'returned setTimeout(5) 5'],
    ...['fired setInterval(7) 7', 'tick', 'returned setInterval(7) 7', 'armed setInterval(7) 14'],
    ...['cleared setTimeout(10) 10', 'cleared setInterval(7) 14'],
  ]);
});

test('a number is that of a timer only while this can still fire', () => {
  const clock = newClock();
  const [cleared, fired, again] = [arm(clock, 1), arm(clock, 2), arm(clock, 3, () => again.refresh())];
  const numbers = [cleared, fired, again].map(Number);
  expect(clock.disarm(numbers[0])).toBe(true);
  expect(clock.disarm(numbers[0])).toBe(false);
  expect(clock.disarm(Number(cleared))).toBe(false);
  clock.step();
  expect(clock.disarm(String(numbers[1]))).toBe(false);
  clock.step();
  expect(clock.now()).toBe(3);
  expect(clock.disarm(String(numbers[2]))).toBe(true);
  expect(clock.step()).toBe(false);
});

test('a clock without timers, or with none that keeps a program alive, has no next step', () => {
  const clock = newClock();
  expect(clock.step()).toBe(false);
  const timer = arm(clock, 5).unref();
  expect(clock.step()).toBe(false);
  timer.ref();
  expect(clock.step()).toBe(true);
  expect(clock.step()).toBe(false);
  expect(clock.now()).toBe(5);
});

test('ref() and unref() of a timer that has fired or was cleared change nothing for those that are armed', () => {
  const clock = newClock();
  const [fired, cleared] = [arm(clock, 1), arm(clock, 2)];
  clock.step();
  clock.disarm(cleared);
  fired.unref();
  cleared.unref();
  arm(clock, 5);
  expect(clock.step()).toBe(true);
  fired.ref();
  expect(clock.step()).toBe(false);
});

test('a timer beyond the limit is no step, and neither is any after it', () => {
  const clock = newClock();
  arm(clock, 10_001);
  expect(clock.step()).toBe(false);
  expect(clock.runaway).toContain('next would be setTimeout(10001) of main');
  arm(clock, 1);
  expect(clock.step()).toBe(false);
  expect(clock.now()).toBe(0);
});
