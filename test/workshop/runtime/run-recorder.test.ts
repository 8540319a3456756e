import { expect, test } from 'vitest';
import { block, createTask, log, sleep } from '#workshop';
import { runProgram, watchPrograms } from '#run';
import type { Observer, Wait, Watched } from '../../../workshop/runtime/observer.ts';
import { together } from '../../../workshop/runtime/many-observers.ts';
import { RunRecorder } from '../../../workshop/runtime/run-recorder.ts';

const task = (name: string): Watched => ({ name, state: 'running' });
const waitOf = (job: Watched): Wait => ({
  ...{ chain: undefined, before: undefined, after: undefined },
  ...{ kind: 'get', what: 'in queue.get()', job, lane: job.name, hasSignal: false },
});

test('of all tasks the first 10000 are told, which is more than anybody reads, and of the others their ends', () => {
  const recorder = new RunRecorder(() => 7);
  const tasks = Array.from({ length: 10_002 }, (_, place) => task(`task ${place + 1}`));
  for (const each of tasks) recorder.created(each, undefined);
  const last = tasks.at(-1)!;
  recorder.started(last);
  recorder.cancelled(last);
  recorder.busy({ lane: last.name, from: 0, to: 7 }, last);
  recorder.waits(waitOf(last));
  recorder.line({ at: 7, lane: last.name, text: 'still here' });
  recorder.ended(last);
  expect(recorder.recorded.tasks).toHaveLength(10_000);
  expect(recorder.recorded.tasks.at(-1)).toMatchObject({ name: 'task 10000', created: 7 });
  expect(recorder.recorded.endings).toEqual([{ lane: 'task 10002', at: 7, state: 'running' }]);
});

test('of 100001 waits the first 100000 are told', () => {
  const recorder = new RunRecorder(() => 7);
  const shop = task('shop');
  recorder.created(shop, undefined);
  const [wait, another] = [waitOf(shop), waitOf(shop)];
  for (let count = 0; count < 100_000; count += 1) recorder.waits(wait);
  recorder.waits(another);
  recorder.goesOn(another);
  const told = recorder.recorded.tasks[0]!.waits;
  expect(told).toHaveLength(100_000);
  expect(told.filter(({ to }) => to !== undefined)).toEqual([]);
});

test('no wait ends before it began, also when the clock moved on between the call and its being told', () => {
  let now = 5;
  const recorder = new RunRecorder(() => now);
  const shop = task('shop');
  recorder.created(shop, undefined);
  const wait = { ...waitOf(shop), due: 4 };
  recorder.waits(wait);
  now = 6;
  recorder.goesOn(wait);
  recorder.goesOn(wait);
  const [life] = recorder.recorded.tasks;
  expect(life).toMatchObject({ waits: [{ from: 5, to: 5, due: 4 }], ready: [{ from: 5, to: 6 }] });
  expect(life!.ready).toHaveLength(1);
});

test('what keeps the thread outside of every task is busy, and belongs to none', () => {
  const recorder = new RunRecorder(() => 7);
  recorder.busy({ lane: 'main', from: 0, to: 7 });
  expect(recorder.recorded).toMatchObject({ busy: [{ lane: 'main', from: 0, to: 7 }], tasks: [] });
});

test('only the first line of a late callback is told as late, and nothing that goes on after a late sleep', async () => {
  const run = await runProgram(async () => {
    setTimeout(() => {
      log('alarm', 'rings');
      log('alarm', 'rings again');
    }, 50);
    createTask(() => sleep(60).then(() => log('awake')), { name: 'sleeper' });
    await sleep(1);
    block(99);
  });
  expect(run.lines.map(({ at, text }) => [at, text])).toEqual([
    [100, 'rings'],
    [100, 'rings again'],
    [100, 'awake'],
  ]);
  expect(run.late).toEqual([{ lane: 'alarm', due: 50, at: 100 }]);
});

test('a task that starts and goes on without delay was never ready and waiting for the thread', async () => {
  const run = await runProgram(async () => {
    await createTask(() => sleep(100), { name: 'shop' });
  });
  expect(run.tasks).toStrictEqual([
    {
      ...{ name: 'main', state: 'fulfilled', created: 0, started: 0, ended: 100, ran: [], ready: [] },
      waits: [
        {
          ...{ kind: 'task', what: 'for shop', task: 'main', lane: 'main', hasSignal: false },
          ...{ from: 0, to: 100, by: 'shop' },
        },
      ],
    },
    {
      ...{
        name: 'shop',
        parent: 'main',
        state: 'fulfilled',
        created: 0,
        started: 0,
        ended: 100,
        ran: [],
        ready: [],
      },
      waits: [
        {
          ...{ kind: 'sleep', what: 'in sleep(100)', task: 'shop', lane: 'shop', hasSignal: false },
          ...{ from: 0, to: 100, due: 100 },
        },
      ],
    },
  ]);
});

test('a sleep that was cancelled before it was due ends when it was cancelled', async () => {
  const run = await runProgram(async () => {
    const shop = createTask((signal) => sleep(1000, { signal }), { name: 'shop' });
    await sleep(100);
    shop.cancel();
    await shop.catch(() => {});
  });
  expect(run.tasks[1]!.waits).toMatchObject([{ from: 0, to: 100, due: 1000, hasSignal: true, by: 'main' }]);
  expect(run.tasks[1]).toMatchObject({ state: 'cancelled', ready: [] });
});

test('two who watch are both told everything, with all that belongs to it', () => {
  const events = [
    'line',
    'busy',
    'created',
    'started',
    'cancelled',
    'ended',
    'waits',
    'goesOn',
    'armed',
    'fired',
    'returned',
    'cleared',
    'queued',
    'process',
  ] as const;
  const told: unknown[][] = [];
  const watching = (name: string) =>
    Object.fromEntries(
      events.map((event) => [event, (...args: unknown[]) => told.push([name, event, ...args])]),
    ) as Observer;
  const all = together(watching('first'), {}, watching('second'));
  for (const event of events) (all[event] as (...args: unknown[]) => void)(event, 1);
  expect(told).toEqual(
    events.flatMap((event) => [
      ['first', event, event, 1],
      ['second', event, event, 1],
    ]),
  );
});

test('one who watches the run and one who watches its surroundings hear the same', async () => {
  const heard: string[] = [];
  const program = async () => {
    log('hello');
    await sleep(10);
    block(5);
  };
  const observer = (name: string): Observer => ({
    line: ({ text }) => heard.push(`${name} ${text}`),
    fired: (timer) => heard.push(`${name} ${timer.name}`),
    busy: ({ to }) => heard.push(`${name} busy until ${to}`),
  });
  const run = await watchPrograms(observer('around'), () =>
    runProgram(program, { observer: observer('own') }),
  );
  expect(heard).toEqual([
    ...['own hello', 'around hello'],
    ...['own setTimeout(10)', 'around setTimeout(10)'],
    ...['own busy until 15', 'around busy until 15'],
  ]);
  expect(run.lines).toEqual([{ at: 0, lane: 'main', text: 'hello' }]);
});

test('how full queues are is told from each time on at which it changed, and no more of it than anybody reads', () => {
  let now = 0;
  const recorder = new RunRecorder(() => now);
  const [one, other] = [{}, {}];
  recorder.queued(one, 1);
  recorder.queued(one, 2);
  now = 10;
  recorder.queued(other, 1);
  recorder.queued(one, 1);
  expect(recorder.recorded.queues).toEqual([
    {
      name: 'queue 1',
      lengths: [
        { at: 0, length: 2 },
        { at: 10, length: 1 },
      ],
    },
    { name: 'queue 2', lengths: [{ at: 10, length: 1 }] },
  ]);
  for (now = 11; now < 200_000; now += 1) recorder.queued(one, now % 2);
  const [{ lengths } = { lengths: [] }] = recorder.recorded.queues;
  expect(lengths).toHaveLength(99_999);
  // The first hundred thousand, of both.
  expect(lengths.at(-1)).toEqual({ at: 100_007, length: 1 });
});
