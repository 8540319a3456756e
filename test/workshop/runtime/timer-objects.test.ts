import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { block, log, now, sleep } from '#workshop';
import { runProgram, type Run } from '#run';

const times = (run: Run) => run.lines.map(({ at, text }) => `${at} ${text}`);
const say = (text: string) => () => log(text);

test('a timer is cleared by its handle, its number, that number as text, close() and dispose', async () => {
  const run = await runProgram(async () => {
    clearTimeout(setTimeout(say('handle'), 100));
    clearTimeout(+setTimeout(say('number'), 100));
    clearTimeout(String(+setTimeout(say('text'), 100)));
    clearInterval(setTimeout(say('the other function'), 100));
    setTimeout(say('close'), 100).close();
    setTimeout(say('dispose'), 100)[Symbol.dispose]();
    clearInterval(setInterval(say('interval'), 100));
    clearTimeout(+setInterval(say('interval by number'), 100));
    clearImmediate(setImmediate(say('immediate')));
    setTimeout(say('stays'), 100);
    await sleep(500);
  });
  expect(times(run)).toEqual(['100 stays']);
});

test('clearing nothing does nothing, and twice is once', async () => {
  const run = await runProgram(async () => {
    for (const nothing of [undefined, null, NaN, 0, 12345678, 'x', {}, Symbol.iterator]) {
      clearTimeout(nothing as never);
      clearInterval(nothing as never);
    }
    clearImmediate(undefined);
    const timer = setTimeout(say('never'), 100);
    clearTimeout(timer);
    clearTimeout(timer);
    const fired = setTimeout(say('once'), 100);
    await sleep(100);
    clearTimeout(fired);
    await sleep(100);
  });
  expect(run.outcome.kind).toBe('finished');
  expect(times(run)).toEqual(['100 once']);
});

test('as in Node, clearTimeout leaves immediates alone and clearImmediate leaves timers alone', async () => {
  const run = await runProgram(async () => {
    clearTimeout(setImmediate(say('immediate')) as never);
    clearImmediate(setTimeout(say('timer'), 100) as never);
    await sleep(100);
  });
  expect(times(run)).toEqual(['0 immediate', '100 timer']);
});

test('a timer that was cleared in the turn of another, due at the same time, does not fire', async () => {
  const run = await runProgram(async () => {
    setTimeout(() => clearTimeout(second), 100);
    const second = setTimeout(say('second'), 100);
    setTimeout(say('third'), 100);
    await sleep(101);
  });
  expect(times(run)).toEqual(['100 third']);
});

test('of four timers due together any two can go, in any order', async () => {
  for (const order of [
    [1, 2],
    [2, 1],
    [2, 3],
    [1, 0],
  ] as const) {
    const run = await runProgram(async () => {
      const timers = [0, 1, 2, 3].map((place) => setTimeout(() => log(String(place)), 100));
      for (const place of order) clearTimeout(timers[place]);
      await sleep(100);
    });
    const left = [0, 1, 2, 3].filter((place) => !order.includes(place as never));
    expect(times(run)).toEqual(left.map((place) => `100 ${place}`));
  }
});

test("a timer that was armed before the run is still one of Node's own", async () => {
  let fired = false;
  const timer = setTimeout(() => (fired = true), 1);
  await runProgram(() => clearTimeout(timer));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(fired).toBe(false);
});

test('refresh() begins the delay anew, also after the timer fired, not after it was cleared', async () => {
  const run = await runProgram(async () => {
    const timer = setTimeout(say('timer'), 100);
    const cleared = setTimeout(say('cleared'), 100);
    clearTimeout(cleared);
    await sleep(60);
    expect(timer.refresh()).toBe(timer);
    cleared.refresh();
    await sleep(200);
    timer.refresh();
    await sleep(200);
  });
  expect(times(run)).toEqual(['160 timer', '360 timer']);
});

test('unref() and ref() say whether a timer keeps a program alive, hasRef() which', async () => {
  const run = await runProgram(() => {
    const timer = setTimeout(() => {}, 100);
    expect(timer.hasRef()).toBe(true);
    expect(timer.unref()).toBe(timer);
    expect(timer.hasRef()).toBe(false);
    setTimeout(() => {}, 200)
      .unref()
      .ref();
    setImmediate(() => {}).unref();
  });
  expect(run.leaks).toEqual(['setTimeout(200) of main']);
  expect(run.outcome.kind).toBe('finished');
});

test('callbacks get their arguments, the timer as this, and the context of whoever armed it', async () => {
  const storage = new AsyncLocalStorage<string>();
  const run = await runProgram(async () => {
    const seen: unknown[][] = [];
    function callback(this: unknown, ...args: unknown[]) {
      seen.push([timers.indexOf(this as never), storage.getStore(), ...args]);
    }
    const timers = storage.run('inside', () => [
      setTimeout(callback, 100, 1, 2, 3),
      setInterval(callback, 200, 4),
      setImmediate(callback, 5, 6),
    ]);
    await storage.run('outside', () => sleep(200));
    clearInterval(timers[1] as never);
    return seen;
  });
  expect(run.outcome).toEqual({
    kind: 'finished',
    value: [
      [2, 'inside', 5, 6],
      [0, 'inside', 1, 2, 3],
      [1, 'inside', 4],
    ],
  });
});

test('a callback that is no function is refused with a word about it', async () => {
  const run = await runProgram(() => setTimeout(say('too early')() as never, 100));
  expect(run.outcome).toMatchObject({ kind: 'failed', error: { name: 'TypeError' } });
  expect(String(run.outcome.kind === 'failed' && run.outcome.error)).toContain('it was given undefined');
});

test('an interval counts from the moment its callback began: 100, 250, 400 when that works for 150', async () => {
  const run = await runProgram(async () => {
    const timer = setInterval(() => {
      log('tick');
      block(150);
      if (now() >= 550) clearInterval(timer);
    }, 100);
    await sleep(1000);
  });
  expect(times(run)).toEqual(['100 tick', '250 tick', '400 tick']);
});

test('an interval is armed after its callback, so what the callback arms for the same time comes first', async () => {
  const run = await runProgram(async () => {
    const timer = setInterval(() => {
      log('tick');
      setTimeout(say('timer'), 100);
    }, 100);
    await sleep(250);
    clearInterval(timer);
  });
  expect(times(run)).toEqual(['100 tick', '200 timer', '200 tick']);
});

test.each([
  ['clearInterval(timer)', (timer: NodeJS.Timeout) => clearInterval(timer)],
  ['clearTimeout of its number', (timer: NodeJS.Timeout) => clearTimeout(+timer)],
  ['close()', (timer: NodeJS.Timeout) => timer.close()],
])('an interval stops when its own callback says %s', async (_name, stop) => {
  const run = await runProgram(async () => {
    const timer = setInterval(() => {
      log('tick');
      stop(timer);
    }, 100);
    await sleep(1000);
  });
  expect(times(run)).toEqual(['100 tick']);
});

test('an interval that its own callback refreshes still ticks once each time', async () => {
  const run = await runProgram(async () => {
    const timer: NodeJS.Timeout = setInterval(() => (log('tick'), timer.refresh()), 100);
    await sleep(250);
    clearInterval(timer);
  });
  expect(times(run)).toEqual(['100 tick', '200 tick']);
});
