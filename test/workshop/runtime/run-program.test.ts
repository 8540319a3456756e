import { expect, test } from 'vitest';
import {
  AsyncExecutor,
  block,
  createTask,
  Queue,
  taskGroup,
  isCancellation,
  log,
  now,
  sleep,
} from '#workshop';
import { runProgram, type Run } from '#run';
import { currentProgram } from '../../../workshop/runtime/program.ts';

const times = (run: Run) => run.lines.map(({ at, lane, text }) => `${at} ${lane} ${text}`);
const never = () => new Promise<never>(() => {});
const minute = { ms: 60_000 };

test('a deadlock is told at once, with who waits for what, main first', async () => {
  const run = await runProgram(async () => {
    const shop = createTask(never, { name: 'shop' });
    await sleep(100);
    await createTask(
      async () => {
        await shop;
      },
      { name: 'customer' },
    );
  });
  expect(run).toMatchObject({ elapsed: 100, unanswered: [], unseen: [], unhandled: [], outside: [] });
  expect(run.outcome).toEqual({
    kind: 'deadlocked',
    waiting: [
      'main waits for customer',
      'shop waits for a promise that nobody settles',
      'customer waits for shop',
    ],
  });
});

test('a program that waits for what no clock sees looks deadlocked, and what it does later changes no told run', async () => {
  let answer = () => {};
  const run = await runProgram(async () => {
    await new Promise<void>((resolve) => (answer = resolve));
    log('read');
  });
  answer();
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(run.outcome.kind).toBe('deadlocked');
  expect(run.lines).toEqual([]);
});

test('a program is stopped at a day of virtual time, and not before', async () => {
  const endless = async () => {
    for (;;) await sleep(3_600_000);
  };
  const run = await runProgram(endless);
  expect(run).toMatchObject({ elapsed: 86_400_000, outcome: { kind: 'runaway' } });
  expect(String(run.outcome.kind === 'runaway' && run.outcome.reason)).toMatch(
    /86,400 s.*setTimeout\(3600000\) of main/,
  );
  const exact = await runProgram(() => sleep(86_400_000));
  expect(exact.outcome.kind).toBe('finished');
});

test('a limit is met exactly: 10 timers are allowed, the eleventh is not', async () => {
  const program = (count: number) => async () => {
    for (let i = 0; i < count; i += 1) await sleep(1);
  };
  const limit = { timers: 10 };
  expect((await runProgram(program(10), { limit })).outcome.kind).toBe('finished');
  const reason = 'it had fired 10 timers and was still running; next would be setTimeout(1) of main';
  expect((await runProgram(program(11), { limit })).outcome).toEqual({ kind: 'runaway', reason });
  const immediates = () =>
    new Promise(() =>
      setImmediate(function again() {
        setImmediate(again);
      }),
    );
  expect(await runProgram(immediates, { limit })).toMatchObject({ elapsed: 0, outcome: { kind: 'runaway' } });
});

test.each<[string, () => void, RegExp]>([
  [
    'Date.now()',
    () => {
      while (Date.now() < 100);
    },
    /looked at the clock 1,000,000 times.*use block\(ms\)/,
  ],
  [
    'now()',
    () => {
      while (now() < 100);
    },
    /looked at the clock/,
  ],
  [
    'block() without end',
    () => {
      for (;;) block(1000);
    },
    /block\(1000\) took it past 60 s/,
  ],
])('a loop around %s is stopped with a clear word', async (_name, loop, reason) => {
  const run = await runProgram(loop, { limit: minute });
  expect(run.outcome).toEqual({ kind: 'runaway', reason: expect.stringMatching(reason) });
});

test('a loop around the clock that works meanwhile comes to its end', async () => {
  const run = await runProgram(() => {
    while (now() < 100) block(10);
  });
  expect(run).toMatchObject({ elapsed: 100, outcome: { kind: 'finished' } });
});

test("tasks and timers left behind are leaks, by name; a task's own timers count as the task", async () => {
  const run = await runProgram(() => {
    createTask(() => sleep(5000), { name: 'shop' });
    createTask(() => sleep(5000));
    setTimeout(() => {}, 500);
    setInterval(() => {}, 200);
    clearTimeout(setTimeout(() => {}, 300));
    return sleep(100);
  });
  expect(run.leaks).toEqual(['shop', 'task 1', 'setTimeout(500) of main', 'setInterval(200) of main']);
});

test('at the end of main every task left is cancelled, and its cleanup is waited for and not counted', async () => {
  const run = await runProgram(async () => {
    createTask(
      async (signal) => {
        try {
          await sleep(9000, { signal });
        } catch (error) {
          log(`cancelled: ${isCancellation(error, signal)}, ${(error as Error).name}`);
          await sleep(300);
          log('closed');
        }
      },
      { name: 'shop' },
    );
    await sleep(1000);
    return 7;
  });
  expect(times(run)).toEqual(['1000 shop cancelled: true, AbortError', '1300 shop closed']);
  expect(run).toMatchObject({ elapsed: 1000, outcome: { kind: 'finished', value: 7 } });
  expect(run.endings).toEqual([{ lane: 'shop', at: 1300, state: 'fulfilled' }]);
});

test('a cleanup that never ends is stopped and named; what main did stays as it was', async () => {
  const run = await runProgram(
    () => {
      createTask(
        async () => {
          for (;;) await sleep(1000);
        },
        { name: 'deaf' },
      );
      return sleep(1);
    },
    { limit: minute },
  );
  expect(run.elapsed).toBe(1);
  expect(run.outcome).toEqual({ kind: 'finished', value: undefined });
  expect(run.unanswered).toEqual(['deaf waits in sleep(1000)']);
});

test('a failure of main is the outcome, and what is left is cancelled all the same', async () => {
  const error = new Error('no milk');
  const run = await runProgram(async () => {
    createTask(async (signal) => sleep(9000, { signal }).catch(() => log('closed')), { name: 'shop' });
    await sleep(100);
    throw error;
  });
  expect(run).toMatchObject({
    elapsed: 100,
    outcome: { kind: 'failed', error },
    leaks: ['shop'],
    unseen: [],
  });
  expect(times(run)).toEqual(['100 shop closed']);
});

test.each<[string, () => unknown]>([
  ['a rejected promise', () => void Promise.reject(new Error('lost'))],
  [
    'a microtask',
    () =>
      queueMicrotask(() => {
        throw new Error('lost');
      }),
  ],
  [
    'a tick',
    () =>
      process.nextTick(() => {
        throw new Error('lost');
      }),
  ],
  [
    'a timer',
    () => {
      throw new Error('lost');
    },
  ],
])(
  'an error that nobody handles, in %s, ends the program on the spot: no cleanup, no further line',
  async (_name, lose) => {
    const run = await runProgram(async () => {
      createTask(async (signal) => sleep(9000, { signal }).catch(() => log('cleanup')), { name: 'shop' });
      setTimeout(lose, 100);
      setTimeout(() => log('same instant'), 100);
      await sleep(500);
      log('main goes on');
    });
    expect(run).toMatchObject({
      elapsed: 100,
      outcome: { kind: 'failed', error: { message: 'lost' } },
      lines: [],
    });
    expect(run.unhandled).toHaveLength(1);
  },
);

test('a task that failed and that nobody looked at is unseen; one that was awaited, even later, is not', async () => {
  const fail = async (ms: number) => {
    await sleep(ms);
    throw new Error('sold out');
  };
  const run = await runProgram(async () => {
    createTask(() => fail(100), { name: 'nobody looks' });
    const seen = createTask(() => fail(100), { name: 'seen late' });
    await sleep(200);
    await seen.catch(() => {});
  });
  expect(run.unseen).toMatchObject([{ task: 'nobody looks', error: { message: 'sold out' } }]);
  expect(run).toMatchObject({ unhandled: [], outcome: { kind: 'finished' } });
});

test('on the real clock the same program prints the same lines, never earlier', async () => {
  const program = async () => {
    const milk = createTask(
      async () => {
        log('started');
        await sleep(20);
        log('done');
      },
      { name: 'milk' },
    );
    log('scheduled');
    createTask((signal) => sleep(60_000, { signal }), { name: 'shop' });
    await milk;
    block(20);
  };
  const [virtual, real] = [await runProgram(program), await runProgram(program, { clock: 'real' })];
  const spoken = (run: Run) => run.lines.map(({ lane, text }) => `${lane} ${text}`);
  expect(spoken(virtual)).toEqual(['main scheduled', 'milk started', 'milk done']);
  expect(spoken(real)).toEqual(spoken(virtual));
  expect(virtual.elapsed).toBe(40);
  // Node's timers may fire up to a millisecond early.
  expect(real.elapsed).toBeGreaterThan(38);
  expect(real).toMatchObject({ leaks: ['shop'], outcome: { kind: 'finished' } });
});

test('on the real clock a program past its limit is stopped as well', async () => {
  const run = await runProgram(() => sleep(500), { clock: 'real', limit: { ms: 20 } });
  expect(run.outcome).toEqual({ kind: 'runaway', reason: 'it was still running after 0.02 s' });
});

test('the program is called with nothing, so that a main with arguments gets its defaults', async () => {
  const run = await runProgram((...given: unknown[]) => given.length);
  expect(run.outcome).toEqual({ kind: 'finished', value: 0 });
});

test('tasks that are made in the cleanup after main are cancelled too, once those before them have ended', async () => {
  const run = await runProgram(async () => {
    createTask(
      async (signal) => {
        try {
          await sleep(9000, { signal });
        } finally {
          createTask((own) => sleep(9000, { signal: own }).finally(() => log('stopped')), {
            name: 'made late',
          });
          await createTask(() => sleep(50).then(() => log('saved')), { name: 'save' });
        }
      },
      { name: 'shop' },
    );
    await sleep(100);
  });
  expect(times(run)).toEqual(['150 save saved', '150 made late stopped']);
  expect(run).toMatchObject({ elapsed: 100, leaks: ['shop'], unanswered: [], unseen: [] });
});

test('a task that never answers is named, and those that its neighbours made are cancelled all the same', async () => {
  const run = await runProgram(async () => {
    createTask(() => new Promise(() => {}), { name: 'deaf' });
    createTask((signal) => sleep(9000, { signal }).finally(() => void createTask(never, { name: 'late' })), {
      name: 'shop',
    });
    await sleep(100);
    return 7;
  });
  expect(run.outcome).toEqual({ kind: 'finished', value: 7 });
  expect(run.unanswered).toEqual([
    'deaf waits for a promise that nobody settles',
    'late waits for a promise that nobody settles',
  ]);
});

test('a task whose cleanup makes another like it, over and over, is named in the end', async () => {
  let made = 0;
  const again = (): void => {
    made += 1;
    const work = (signal: AbortSignal) => sleep(9000, { signal }).finally(again);
    createTask(work, { name: `shop ${made}` });
  };
  const run = await runProgram(() => again());
  expect(run.unanswered).toEqual([`shop ${made} waits in sleep(9000)`]);
});

test('an error in the cleanup after main is unseen, or unhandled: it is not forgotten', async () => {
  const late = (fail: () => unknown) => () => {
    createTask((signal) => sleep(9000, { signal }).catch(fail), { name: 'shop' });
    return sleep(100);
  };
  const unseen = await runProgram(
    late(() => {
      throw new Error('no receipt');
    }),
  );
  expect(unseen.unseen).toMatchObject([{ task: 'shop', error: { message: 'no receipt' } }]);
  const unhandled = await runProgram(late(() => void Promise.reject(new Error('no receipt'))));
  expect(unhandled.outcome).toMatchObject({ kind: 'failed', error: { message: 'no receipt' } });
});

test('work belongs to the lane that does it, also when others have spoken since', async () => {
  const worker = async (lane: string, ms: number) => {
    log(lane, 'started');
    await sleep(ms);
    block(50);
    log(lane, 'done');
  };
  const run = await runProgram(() => Promise.all([worker('A', 100), worker('B', 300), worker('C', 200)]));
  expect(run.busy).toEqual([
    { lane: 'A', from: 100, to: 150 },
    { lane: 'C', from: 200, to: 250 },
    { lane: 'B', from: 300, to: 350 },
  ]);
});

test('a run tells the life of each task: when it ran, was ready, slept, and waited for what', async () => {
  const run = await runProgram(async () => {
    const queue = new Queue<string>({ maxSize: 1 });
    const executor = new AsyncExecutor({ maxRunning: 1 });
    const shop = createTask(async () => log(await queue.get()), { name: 'shop' });
    const customer = createTask(
      async (signal) => {
        block(100);
        await sleep(200, { signal });
        await queue.put('milk');
      },
      { name: 'customer' },
    );
    executor.submit(() => sleep(150), { name: 'first' });
    const second = executor.submit(() => block(30), { name: 'second' });
    setTimeout(() => block(100), 250);
    await customer;
    await taskGroup((group) => void group.createTask(() => sleep(10), { name: 'child' }));
    await Promise.all([shop, second]);
  });
  const lives = Object.fromEntries(run.tasks.map((life) => [life.name, life]));
  const waits = (name: string) => lives[name]?.waits.map(({ kind, from, to }) => [kind, from, to]);
  expect(run.tasks.map(({ name, parent }) => [name, parent])).toEqual([
    ['main', undefined],
    ['shop', 'main'],
    ['customer', 'main'],
    ['first', 'main'],
    ['second', 'main'],
    ['child', 'main'],
  ]);
  expect(waits('shop')).toEqual([['get', 0, 380]]);
  // Its timer was due at 300 ms; until 380 ms others had the thread.
  expect(waits('customer')).toEqual([['sleep', 100, 300]]);
  expect(lives['customer']).toMatchObject({ ran: [{ from: 0, to: 100 }], ready: [{ from: 300, to: 380 }] });
  expect(waits('second')).toEqual([['slot', 0, 350]]);
  expect(lives['second']).toMatchObject({
    started: 350,
    ready: [],
    ran: [{ from: 350, to: 380 }],
    ended: 380,
  });
  // An `await` of a task asks for its result in a microtask of its own, and the customer had the thread first.
  expect(waits('main')).toEqual([
    ['task', 100, 380],
    ['group', 380, 390],
  ]);
  const ready = [
    { from: 0, to: 100 },
    { from: 250, to: 350 },
  ];
  expect(lives['first']).toMatchObject({ created: 0, started: 100, ready });
  expect(run.tasks.map(({ state }) => state)).toEqual(Array(6).fill('fulfilled'));
});

test('when main has failed, an error in the cleanup that nobody handles is told, and main’s own stays the outcome', async () => {
  const [first, second] = [new Error('no milk'), new Error('no receipt')];
  const run = await runProgram(async () => {
    createTask((signal) => sleep(9000, { signal }).catch(() => void Promise.reject(second)), {
      name: 'shop',
    });
    await sleep(100);
    throw first;
  });
  expect(run).toMatchObject({ outcome: { kind: 'failed' }, unhandled: [second] });
  expect(run.outcome.kind === 'failed' && run.outcome.error).toBe(first);
});

test('a task that main left waiting for a slot is over at once: no timer goes on ticking for its sake', async () => {
  const run = await runProgram(() => {
    const executor = new AsyncExecutor({ maxRunning: 1 });
    executor.submit((signal) => sleep(9000, { signal }), { name: 'first' });
    executor.submit(() => log('never'), { name: 'second' });
    setInterval(() => log('tick'), 100);
  });
  expect(run).toMatchObject({
    lines: [],
    unanswered: [],
    leaks: ['first', 'second', 'setInterval(100) of main'],
  });
});

test('what a task that has ended still waits for is told of nobody', async () => {
  const run = await runProgram(async () => {
    await createTask(() => void new Queue().get(), { name: 'careless' });
    await never();
  });
  expect(run.outcome).toEqual({
    kind: 'deadlocked',
    waiting: ['main waits for a promise that nobody settles'],
  });
});

test('other processes that a program starts are in its run, as they are in the end', async () => {
  const process = { lane: 'worker 1', from: 0, isKilled: false, leases: [] };
  const run = await runProgram(async () => {
    currentProgram().starts(process);
    await sleep(100);
    Object.assign(process, { to: 100, isKilled: true });
  });
  expect(run.processes).toEqual([{ lane: 'worker 1', from: 0, to: 100, isKilled: true, leases: [] }]);
});

test('a task of a program that runProgram() does not run may call it', async () => {
  const run = await createTask(() => runProgram(() => sleep(100)));
  expect(run).toMatchObject({ elapsed: 100, outcome: { kind: 'finished' } });
});
