import { expect, test } from 'vitest';
import { AsyncExecutor, block, createTask, log, Queue, sleep } from '#workshop';
import { runProgram, type Run } from '#run';
import { timeline, timelines } from '../../../workshop/draw/timeline-text.ts';
import { main as launchOrder } from '../programs/launch-order.ts';
import { main as scheduledTasks } from '../programs/scheduled-tasks.ts';

const rows = (text: string) => text.split('\n').map((row) => row.trimEnd());

test('the staircase of three tasks stands under the sequence, on the same scale', async () => {
  const picture = timelines(
    [
      { title: 'in order', run: await runProgram(() => launchOrder(['in-order'])) },
      { title: 'scheduled', run: await runProgram(() => launchOrder([])) },
    ],
    { width: 79 },
  );
  expect(rows(picture)).toEqual([
    'in order: total 3.6 s',
    'A     ██●···················██',
    'B                             ██●···················██',
    'C                                                     ██●···················██',
    '',
    'scheduled: total 1.4 s',
    'main  ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄',
    'A     ██●···················██',
    'B     ▒▒██●···················██',
    'C     ▒▒▒▒██●···················██',
    '',
    '      ┴─────────┴─────────┴─────────┴─────────┴─────────┴─────────┴─────────┴──',
    '      0.0s    0.5s      1.0s      1.5s      2.0s      2.5s      3.0s      3.5s',
    '· sleeps   ┄ waits for a task   ▒ ready, but another has the thread',
    '● says something   █ runs',
  ]);
});

test('a task that waits 1 s is half as long as one that waits 2 s', async () => {
  expect(rows(timeline(await runProgram(() => scheduledTasks([])), { width: 54 }))).toEqual([
    'main         ●┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄●',
    'order milk   ●···················●',
    'order bread  ●·······································●',
    '             ┴─────────┴─────────┴─────────┴─────────┴',
    '             0.0s    0.5s      1.0s      1.5s     2.0s',
    '· sleeps   ┄ waits for a task   ● says something',
    'total 2.0 s',
  ]);
});

test('cancelled and failed tasks end in signs of their own', async () => {
  const run = await runProgram(async () => {
    const shop = createTask((signal) => (log('open'), sleep(1000, { signal })), { name: 'shop' });
    const till = createTask(() => (log('open'), sleep(200).then(() => Promise.reject(new Error('empty')))), {
      name: 'till',
    });
    await till.catch(() => {});
    await sleep(200);
    shop.cancel();
    await shop.catch(() => {});
  });
  const [, shop, till] = rows(timeline(run, { width: 26 }));
  expect(shop).toBe('shop  ●··················×');
  expect(till).toBe('till  ●········!');
});

test('a task of the same name that starts later lives again, and nothing is drawn in between', async () => {
  const run = await runProgram(async () => {
    await createTask(() => (log('go'), sleep(100)), { name: 'van' });
    await sleep(300);
    await createTask(() => (log('go'), sleep(100)), { name: 'van' });
  });
  expect(rows(timeline(run, { width: 27 }))[1]).toBe('van   ●···            ●···');
});

test('every row keeps within the width, at 200, 80, 40 and 24 columns', async () => {
  const run = await runProgram(async () => {
    log('a lane whose name is far too long for any terminal that people use', 'hello');
    await sleep(5050);
    block(10);
    log('bye');
  });
  for (const width of [200, 80, 40, 24]) {
    for (const row of rows(timeline(run, { width }))) expect([...row].length).toBeLessThanOrEqual(width);
  }
  expect(timeline(run, { width: 80 })).toContain('total 5.06 s');
});

test('colour changes no sign: without it the picture is the same', async () => {
  const run = await runProgram(() => launchOrder([]));
  const coloured = timeline(run, { width: 60, colour: true });
  expect(coloured).not.toBe(timeline(run, { width: 60 }));
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(timeline(run, { width: 60 }));
});

test('a run that is stuck says so instead of a total', async () => {
  const run = await runProgram(() => new Promise(() => log('waiting')));
  expect(timeline(run, { width: 80 })).toMatch(/\nstuck at 0\.0 s: main waits/);
});

test('each state has a sign of its own, in the row and in the legend', async () => {
  const run = await runProgram(async () => {
    const queue = new Queue<string>({ maxSize: 1 });
    const executor = new AsyncExecutor({ maxRunning: 1 });
    for (const name of ['one', 'two'])
      void executor.submit(() => sleep(500).then(() => log('here')), { name });
    const shop = createTask((signal) => sleep(500).then(() => queue.get({ signal })), { name: 'shop' });
    const van = createTask((signal) => sleep(9000, { signal }).finally(() => sleep(300)), { name: 'van' });
    setTimeout(() => log('alarm', 'rings'), 100);
    block(200);
    setTimeout(() => van.cancel(), 300);
    await new Promise((resolve) => setTimeout(resolve, 800));
    await shop;
  });
  expect(rows(timeline(run, { width: 50 }))).toEqual([
    'main   ███████────────────────────────────┄┄┄┄┄┄┄»',
    'one    ▒▒▒▒▒▒▒·················●',
    'two    ::::::::::::::::::::::::··················●',
    'shop   ▒▒▒▒▒▒▒·················══════════════════»',
    'van    ▒▒▒▒▒▒▒··········~~~~~~~~~~~×',
    'alarm     ◇▒▒▒●',
    '       ┴────────────────┴─────────────────┴───────',
    '       0.0s           0.5s              1.0s',
    '─ waits   · sleeps   ┄ waits for a task',
    '═ in get, put or join of a queue',
    ': waits for a slot',
    '▒ ready, but another has the thread',
    '~ cancelled, still cleaning up',
    '● says something   █ runs   ◇ was due here',
    '× cancelled   » does not end',
    'stuck at 1.2 s: main waits for shop; shop waits in',
    'queue.get()',
  ]);
});

test('what stuck lanes wait for is told in full, in as many rows as it takes', async () => {
  const names = Array.from({ length: 9 }, (_, at) => `a shop with a long name ${at}`);
  const run = await runProgram(async () => {
    const queue = new Queue();
    await Promise.all(names.map((name) => createTask(() => queue.get(), { name })));
  });
  const told = rows(timeline(run, { width: 40 })).join(' ');
  for (const name of names) expect(told).toContain(`${name} waits in queue.get()`);
});

test('an empty run has an axis and a total', async () => {
  expect(rows(timeline(await runProgram(() => {}), { width: 30 })).at(-1)).toBe('total 0.0 s');
});

test('control characters and line breaks in names and texts move no cursor', async () => {
  const run: Run = await runProgram(() => log('\u001b[2Jevil\nlane', 'one\r\ntwo'));
  expect(timeline(run, { width: 60 })).toMatch(/^evil lane  ●/);
});

test('wide letters and accents keep the columns of a terminal: 牛乳 takes four, é one', async () => {
  const run = await runProgram(() =>
    ['牛乳', 'cafe\u0301', 'パンを注文する'].forEach((lane) => log(lane, 'hello')),
  );
  expect(rows(timeline(run, { width: 36 })).slice(0, 3)).toEqual([
    '牛乳          ●',
    'cafe\u0301          ●',
    'パンを注文…   ●',
  ]);
});
