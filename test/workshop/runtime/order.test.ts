import { expect, test } from 'vitest';
import { block, createTask, log, now, sleep } from '#workshop';
import { runProgram, type Run } from '#run';

const times = (run: Run) => run.lines.map(({ at, text }) => `${at} ${text}`);

test('virtual time starts at 0 and jumps to the next timer: an hour takes no time at all', async () => {
  const run = await runProgram(async () => {
    log('begin');
    await sleep(3_600_000);
    log('end');
  });
  expect(times(run)).toEqual(['0 begin', '3600000 end']);
  expect(run).toMatchObject({ elapsed: 3_600_000, outcome: { kind: 'finished' } });
});

test('time stands still while anything is ready: 1000 microtasks later it is still 0', async () => {
  const run = await runProgram(async () => {
    setTimeout(() => log('timer'), 1);
    for (let i = 0; i < 1000; i += 1) await undefined;
    log('microtasks');
    await new Promise<void>((resolve) => process.nextTick(resolve));
    log('tick');
    await sleep(1);
  });
  expect(times(run)).toEqual(['0 microtasks', '0 tick', '1 timer']);
});

test('one timer a turn: ticks and microtasks of the first run before the second, due at the same time', async () => {
  const run = await runProgram(async () => {
    for (const name of ['a', 'b', 'c']) {
      setTimeout(() => {
        log(name);
        queueMicrotask(() => queueMicrotask(() => log(`${name} microtask`)));
        process.nextTick(() => log(`${name} tick`));
      }, 100);
    }
    await sleep(200);
  });
  const turn = (name: string) => [`100 ${name}`, `100 ${name} tick`, `100 ${name} microtask`];
  expect(times(run)).toEqual([...turn('a'), ...turn('b'), ...turn('c')]);
});

test('timers due at the same time fire in the order they were armed, whatever their delays', async () => {
  const run = await runProgram(async () => {
    setTimeout(() => log('armed at 0'), 300);
    await sleep(100);
    setTimeout(() => log('armed at 100'), 200);
    await sleep(100);
    setTimeout(() => log('armed at 200'), 100);
    await sleep(100);
  });
  expect(times(run)).toEqual(['300 armed at 0', '300 armed at 100', '300 armed at 200']);
});

test('a timer armed while another of its due time fires comes last', async () => {
  const run = await runProgram(async () => {
    setTimeout(() => log('b'), 100);
    setTimeout(() => log('c'), 100);
    await sleep(99);
    setTimeout(() => log('d'), 1);
    await sleep(2);
  });
  expect(times(run)).toEqual(['100 b', '100 c', '100 d']);
});

test('block(500) lets nothing run, and what was due meanwhile fires late, at 500, in due order', async () => {
  const run = await runProgram(async () => {
    setTimeout(() => log('due at 300'), 300);
    setTimeout(() => log('due at 100'), 100);
    setTimeout(() => log('due at 600'), 600);
    createTask(() => log('task'));
    block(500);
    log('worked');
    await sleep(200);
  });
  expect(times(run)).toEqual([
    '500 worked',
    '500 task',
    '500 due at 100',
    '500 due at 300',
    '600 due at 600',
  ]);
  expect(run.busy).toEqual([{ lane: 'main', from: 0, to: 500 }]);
});

test('time never goes back: a late timer arms its next one from the time at which it fired', async () => {
  const run = await runProgram(async () => {
    const late = sleep(100).then(() => sleep(100));
    block(150);
    await late;
  });
  expect(run.elapsed).toBe(250);
});

test('immediates run before the timers of that instant, in their order, and take no time', async () => {
  const run = await runProgram(async () => {
    setTimeout(() => {
      setTimeout(() => log('timer'), 1);
      setImmediate(() => log('immediate 1'));
      setImmediate(() => log('immediate 2'));
      block(5);
    }, 100);
    await sleep(200);
  });
  expect(times(run)).toEqual(['105 immediate 1', '105 immediate 2', '105 timer']);
});

test.each([
  [0, 1],
  [-5, 1],
  [0.9, 1],
  [1.9, 1],
  [2.5, 2],
  [NaN, 1],
  [Infinity, 1],
  [2 ** 31 - 1, 2 ** 31 - 1],
  [2 ** 31, 1],
  [undefined, 1],
  [null, 1],
  ['20', 20],
  ['soon', 1],
])('a raw timer of %s counts as %i ms, as in Node', async (given, ms) => {
  const run = await runProgram(() => new Promise((resolve) => setTimeout(resolve, given as number)), {
    limit: { ms: 2 ** 31 },
  });
  expect(run.elapsed).toBe(ms);
});

test('now(), Date and performance.now() tell the same time', async () => {
  const run = await runProgram(async () => {
    await sleep(1234);
    block(66);
    return [now(), Date.now(), new Date().getTime(), performance.now()];
  });
  expect(run.outcome).toEqual({ kind: 'finished', value: [1300, 1300, 1300, 1300] });
});

test('programs run one at a time: a second call waits for the first', async () => {
  const order: string[] = [];
  const program = (name: string) => async () => {
    order.push(`${name} begins`);
    await sleep(1000);
    order.push(`${name} ends`);
    return now();
  };
  const runs = await Promise.all([runProgram(program('a')), runProgram(program('b'))]);
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  expect(runs.map(({ elapsed }) => elapsed)).toEqual([1000, 1000]);
});

test('a program inside a program is refused, not waited for', async () => {
  const run = await runProgram(() => runProgram(() => {}));
  expect(run.outcome).toMatchObject({
    kind: 'failed',
    error: { message: expect.stringContaining('one at a time') },
  });
});

test('a late timer fires between two rounds of immediates, as in Node, and not after the last of them', async () => {
  const run = await runProgram(async () => {
    setTimeout(() => log('timer'), 100);
    for (let slice = 1; slice <= 3; slice += 1) {
      block(80);
      log(`slice ${slice}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
  expect(times(run)).toEqual(['80 slice 1', '160 slice 2', '160 timer', '240 slice 3']);
});
