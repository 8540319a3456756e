import { expect, test } from 'vitest';
import { createTask, sleep } from '#workshop';
import { runProgram } from '#run';

async function seconds(program: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  const run = await runProgram(program);
  expect(run.outcome).toEqual({ kind: 'finished', value: undefined });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const sleepers = (count: number, spread: number) => async () => {
  await Promise.all(Array.from({ length: count }, (_, place) => sleep(1 + ((place * 7919) % count) * spread)));
};

// Ten times the timers may take thirty times as long before we call it faster than in proportion: quadratic is 100.
test.each([
  ['all due at different times', 1],
  ['all due at once', 0],
])('the cost grows with the number of timers, %s', async (_name, spread) => {
  await seconds(sleepers(2000, spread));
  const few = await seconds(sleepers(2000, spread));
  const many = await seconds(sleepers(20_000, spread));
  expect(many / Math.max(few, 0.004)).toBeLessThan(30);
});

test('20,000 immediates of one instant cost as little as 20,000 timers', async () => {
  const immediates = async () => {
    let left = 20_000;
    await new Promise<void>((resolve) => {
      for (let i = left; i > 0; i -= 1) setImmediate(() => (left -= 1) === 0 && resolve());
    });
  };
  expect(await seconds(immediates)).toBeLessThan(1);
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

test('timers that were armed and cleared leave nothing behind: 20,000 of them, each due at another time', async () => {
  const used = () => process.memoryUsage().heapUsed;
  const program = async () => {
    const before = used();
    for (let i = 0; i < 20_000; i += 1) clearTimeout(setTimeout(() => {}, 1000 + i));
    const collected = globalThis.gc ? (globalThis.gc(), used() - before) : 0;
    expect(collected).toBeLessThan(2e6);
    // None of them is found on the way to the next timer either.
    await sleep(1);
  };
  expect(await seconds(program)).toBeLessThan(1);
});
