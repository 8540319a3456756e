import { expect, test, vi } from 'vitest';
import { driveReal, driveVirtual } from '../../../workshop/runtime/drive.ts';
import type { Outside } from '../../../workshop/runtime/outside.ts';
import { VirtualClock } from '../../../workshop/runtime/virtual-clock.ts';

const never = new Promise<never>(() => {});
const newClock = () => new VirtualClock({ ms: 10_000, timers: 1000 });
const arm = (clock: VirtualClock, ms: number, callback = () => {}) =>
  clock.start('setTimeout', callback, ms, [], 'main');
/** What a program has under way: nothing, but for what is given. */
const outsideWith = (state: { pending?: boolean; endless?: string[]; nothingLeft?: boolean } = {}) => {
  const outside = { pending: false, endless: [], nothingLeft: false, answers: 0, ...state };
  return outside as typeof outside & Outside;
};
const lost = (error: unknown) => {
  throw error;
};

test('on the virtual clock timers fire until what is waited for has settled, and no further', async () => {
  const clock = newClock();
  const fired: number[] = [];
  let settle = () => {};
  const until = new Promise<void>((resolve) => (settle = resolve));
  for (const ms of [10, 20, 30]) {
    arm(clock, ms, () => {
      fired.push(ms);
      if (ms === 20) settle();
    });
  }
  expect(await driveVirtual(clock, outsideWith(), until, lost)).toEqual({ kind: 'ended' });
  await new Promise((resolve) => setTimeout(resolve, 2));
  expect(fired).toEqual([10, 20]);
});

test('when no timer is left and nothing under way, the program is idle', async () => {
  const clock = newClock();
  arm(clock, 10);
  expect(await driveVirtual(clock, outsideWith(), never, lost)).toEqual({ kind: 'idle' });
  expect(clock.now()).toBe(10);
});

test('past its limit a program is a runaway, with the reason of the clock', async () => {
  const clock = newClock();
  arm(clock, 10_001);
  expect(await driveVirtual(clock, outsideWith(), never, lost)).toEqual({
    kind: 'runaway',
    reason: 'it was still running after 10 s of virtual time; next would be setTimeout(10001) of main',
  });
});

test('what a callback throws is reported, and the timers after it fire all the same', async () => {
  const clock = newClock();
  const reported: unknown[] = [];
  const error = new Error('lost');
  arm(clock, 10, () => lost(error));
  arm(clock, 20);
  const stop = await driveVirtual(clock, outsideWith(), never, (each) => reported.push(each));
  expect([stop, clock.now()]).toEqual([{ kind: 'idle' }, 20]);
  expect(reported).toEqual([error]);
});

test('while something outside is under way the clock stands still, and moves on when it has answered', async () => {
  const clock = newClock();
  const outside = outsideWith({ pending: true });
  arm(clock, 10);
  const stopped = driveVirtual(clock, outside, never, lost);
  // Long enough that the thread rests between two looks.
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(clock.now()).toBe(0);
  Object.assign(outside, { pending: false });
  expect(await stopped).toEqual({ kind: 'idle' });
  expect(clock.now()).toBe(10);
});

test('the thread rests while something outside takes long: it is looked for no more than once in a millisecond', async () => {
  const looks: number[] = [];
  let pending = true;
  const outside = Object.defineProperty(outsideWith(), 'pending', {
    get: () => (looks.push(performance.now()), pending),
  });
  const stopped = driveVirtual(newClock(), outside, never, lost);
  await vi.waitFor(() => expect(looks.at(-1)! - looks[0]!).toBeGreaterThan(30));
  pending = false;
  expect(await stopped).toEqual({ kind: 'idle' });
  // For 3 ms it looks as often as it can; a round of 16 looks that has begun by then is ended.
  const resting = looks.filter((at) => at - looks[0]! > 3).slice(16);
  expect(resting.length).toBeLessThanOrEqual((resting.at(-1) ?? 0) - (resting[0] ?? 0) + 2);
  expect(looks.length).toBeGreaterThan(resting.length);
});

test('what does not answer in time is told: after 10 real seconds, and here after 0.005', async () => {
  const begun = performance.now();
  const stop = await driveVirtual(newClock(), outsideWith({ pending: true }), never, lost, 5);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(5);
  expect(stop).toEqual({
    kind: 'runaway',
    reason: 'it waited 0.005 real seconds for a file, a thread or another machine that does not answer',
  });
});

test('a program that is answered all the time may be at it for as long as it likes', async () => {
  let answers = 0;
  let answering = true;
  const outside = Object.defineProperty(outsideWith({ pending: true }), 'answers', {
    get: () => (answers += Number(answering)),
  });
  let stop: unknown;
  const stopped = driveVirtual(newClock(), outside, never, lost, 5).then((why) => (stop = why));
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(stop).toBe(undefined);
  answering = false;
  expect(await stopped).toMatchObject({ kind: 'runaway' });
});

test('what has no end to wait for stops the program as soon as time would have to move, and not before', async () => {
  const clock = newClock();
  const outside = outsideWith({ endless: ['an open socket'] });
  let immediates = 0;
  clock.start('setImmediate', () => (immediates += 1), 0, [], 'main');
  arm(clock, 10);
  const stop = await driveVirtual(clock, outside, never, lost);
  expect(stop).toEqual({ kind: 'outside', what: ['an open socket'] });
  expect([immediates, clock.now()]).toEqual([1, 0]);
});

test('on the real clock a program ends, or is stopped at its limit', async () => {
  const settled = Promise.resolve();
  expect(await driveReal(1000, outsideWith(), settled)).toEqual({ kind: 'ended' });
  expect(await driveReal(5, outsideWith(), never)).toEqual({
    kind: 'runaway',
    reason: 'it was still running after 0.005 s',
  });
});

test('on the real clock a limit that is longer than any timer of Node stops nothing', async () => {
  const soon = new Promise((resolve) => setTimeout(resolve, 5));
  expect(await driveReal(2 ** 31 + 10, outsideWith(), soon)).toEqual({ kind: 'ended' });
});

test('on the real clock a program is idle when several looks in a row have found nothing left', async () => {
  let found = 0;
  const outside = {
    get nothingLeft() {
      found += 1;
      return found !== 3;
    },
  } as Outside;
  const stop = await driveReal(10_000, outside, never, { every: 1, times: 4 });
  expect([stop, found]).toEqual([{ kind: 'idle' }, 7]);
});
