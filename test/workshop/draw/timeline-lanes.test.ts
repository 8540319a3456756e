import { describe, expect, test } from 'vitest';
import { runProgram } from '#run';
import { AsyncExecutor, block, createTask, log, Queue, sleep, taskGroup, wait } from '#workshop';
import { lanesOf, type Drawable } from '../../../workshop/draw/lanes.ts';
import { outlineOf } from '../../../workshop/draw/outline.ts';

/** What a lane does: `0–100 runs A_1`. */
function life(run: Drawable, name: string): string[] {
  const lane = lanesOf(run).lanes.find((each) => each.name === name);
  return (lane?.stretches ?? []).map(({ from, to, state, text }) =>
    `${from}–${to} ${state} ${text}`.trimEnd(),
  );
}

/** The moments of a lane that are not words: `300 due`. */
function marks(run: Drawable, name: string): string[] {
  const lane = lanesOf(run).lanes.find((each) => each.name === name);
  return (lane?.marks ?? []).flatMap(({ at, kind, text }) =>
    kind === 'says' ? [] : [`${at} ${kind}${kind === 'open' ? `: ${text}` : ''}`],
  );
}

const names = (run: Drawable) => lanesOf(run).lanes.map(({ name }) => name);
const arrows = (run: Drawable) =>
  lanesOf(run).wakes.map(({ at, by, who, kind }) => `${at} ${by} ${kind} ${who}`);

describe('each state of a lane', () => {
  test('it runs, and a block is called by the line that opens it; what sleeps has no name of a line', async () => {
    const run = await runProgram(async () => {
      log('one');
      block(100);
      await sleep(50);
      block(20);
    });
    expect(life(run, 'main')).toEqual(['0–100 runs one', '100–150 sleeps in sleep(50)', '150–170 runs']);
  });

  test('it is ready while another has the thread: before it starts, and when its timer is due', async () => {
    const run = await runProgram(async () => {
      const one = createTask(() => sleep(100).then(() => log('here')), { name: 'one' });
      createTask(() => sleep(10).then(() => block(200)), { name: 'two' });
      block(30);
      await one;
    });
    expect(life(run, 'one')).toEqual(['0–30 ready', '30–130 sleeps in sleep(100)', '130–240 ready']);
    expect(marks(run, 'one')).toEqual(['130 due']);
    expect(marks(run, 'two')).toEqual([]);
  });

  test('a raw timer that comes late is marked where it was due, and is ready from then on', async () => {
    const run = await runProgram(async () => {
      setTimeout(() => log('timer', 'late'), 100);
      block(300);
      await sleep(1);
    });
    expect(life(run, 'timer')).toEqual(['100–300 ready']);
    expect(marks(run, 'timer')).toEqual(['100 due']);
  });

  test('it waits for a task, for several at the same time, for a group', async () => {
    const run = await runProgram(async () => {
      const [milk, bread] = [100, 200].map((ms, at) =>
        createTask(() => sleep(ms), { name: ['milk', 'bread'][at]! }),
      );
      await Promise.all([milk, bread]);
      await taskGroup((group) => void group.createTask(() => sleep(50), { name: 'tea' }));
      const eggs = createTask(() => sleep(30), { name: 'eggs' });
      await wait([eggs]);
    });
    expect(life(run, 'main')).toEqual([
      '0–100 task for milk and bread',
      '100–200 task for bread',
      '200–250 task for tea',
      '250–280 task for eggs',
    ]);
  });

  test('an awaited task is waited for from the await on, also while another keeps the thread', async () => {
    const run = await runProgram(async () => {
      await createTask(() => (block(100), sleep(50)), { name: 'milk' });
      log('done');
    });
    expect(life(run, 'main')).toEqual(['0–150 task for milk']);
  });

  test('it is in get, put or join of a queue', async () => {
    const run = await runProgram(async () => {
      const queue = new Queue<number>({ maxSize: 1 });
      const shop = async () => {
        await queue.get();
        await sleep(100);
        await queue.get();
        await sleep(100);
        queue.taskDone();
        queue.taskDone();
      };
      createTask(shop, { name: 'shop' });
      await sleep(50);
      for (const item of [1, 2]) await queue.put(item);
      await queue.join();
    });
    const sleeps = ['50–150 sleeps in sleep(100)', '150–250 sleeps in sleep(100)'];
    expect(life(run, 'shop')).toEqual(['0–50 queue in queue.get()', ...sleeps]);
    expect(life(run, 'main')).toEqual(['0–50 sleeps in sleep(50)', '50–250 queue in queue.join()']);
    const full = await runProgram(async () => {
      const queue = new Queue<number>({ maxSize: 1 });
      createTask(() => sleep(70).then(() => queue.get()), { name: 'shop' });
      await queue.put(1);
      await queue.put(2);
    });
    expect(life(full, 'main')).toEqual(['0–70 queue in queue.put()']);
  });

  test('it waits for a slot, and is told whose it gets', async () => {
    const run = await runProgram(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      for (const name of ['first', 'second']) void executor.submit(() => sleep(10), { name });
      await executor.idle();
    });
    expect(life(run, 'second')).toEqual(['0–10 slot for the slot of first', '10–20 sleeps in sleep(10)']);
    expect(arrows(run)).toEqual(['10 first wakes second', '20 second wakes main']);
  });

  test('it is cancelled and still cleaning up, until it ends', async () => {
    const run = await runProgram(async () => {
      const shop = createTask((signal) => sleep(1000, { signal }).finally(() => sleep(30)), { name: 'shop' });
      await sleep(100);
      shop.cancel();
      await shop.catch(() => {});
    });
    expect(life(run, 'shop')).toEqual(['0–100 sleeps in sleep(1000)', '100–130 cleanup in sleep(30)']);
    expect(marks(run, 'shop')).toEqual(['130 cancelled']);
    expect(arrows(run)).toEqual(['100 main cancels shop', '130 shop wakes main']);
  });

  test('of what nobody knows the reason it is told that it waits, and no more', async () => {
    const run = await runProgram(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      log('here');
    });
    expect(life(run, 'main')).toEqual(['0–50 waits']);
  });
});

describe('lanes', () => {
  test('without tasks, as in a transcript, a lane lives from its first line to its last', () => {
    const lines = [
      { at: 0, lane: 'A', text: 'one' },
      { at: 10, lane: 'B', text: 'one' },
      { at: 20, lane: 'A', text: 'two' },
    ];
    const run: Drawable = { lines, elapsed: 30, outcome: { kind: 'finished', value: undefined } };
    expect(life(run, 'A')).toEqual(['0–20 waits']);
    expect(life(run, 'B')).toEqual([]);
    expect(names(run)).toEqual(['A', 'B']);
  });

  test('plain functions under Promise.all each have their own waits, and main that only calls them is not drawn', async () => {
    const call = async (name: string, ms: number) => {
      log(name, 'asked');
      await sleep(ms);
      log(name, 'here');
    };
    const run = await runProgram(() => Promise.all([call('ann', 30), call('bob', 20)]));
    expect(names(run)).toEqual(['ann', 'bob']);
    expect(life(run, 'ann')).toEqual(['0–30 sleeps in sleep(30)']);
    expect(life(run, 'bob')).toEqual(['0–20 sleeps in sleep(20)']);
  });

  test('a task without words of its own whose code speaks for one lane is that lane', async () => {
    const photo = async () => {
      log('photo', 'started');
      await sleep(10);
      log('photo', 'done');
    };
    const run = await runProgram(async () => {
      await createTask(photo);
    });
    expect(names(run)).toEqual(['main', 'photo']);
    expect(life(run, 'main')).toEqual(['0–10 task for photo']);
    expect(arrows(run)).toEqual(['10 photo wakes main']);
  });

  test('a task of the same name that starts later lives again, and there is nothing in between', async () => {
    const run = await runProgram(async () => {
      for (const ms of [100, 200]) {
        await createTask(() => sleep(100), { name: 'van' });
        await sleep(ms);
      }
    });
    expect(life(run, 'van')).toEqual(['0–100 sleeps in sleep(100)', '200–300 sleeps in sleep(100)']);
  });

  test('what never ends is open at the end of the picture, with what it waits for in full', async () => {
    const run = await runProgram(async () => {
      const queue = new Queue();
      const open = ['shop 1', 'shop 2'].map((name) => createTask(() => queue.get(), { name }));
      await sleep(100);
      await Promise.all(open);
    });
    expect(marks(run, 'main')).toEqual(['100 open: waits for shop 1 and shop 2']);
    expect(marks(run, 'shop 2')).toEqual(['100 open: waits in queue.get()']);
    expect(life(run, 'shop 2')).toEqual(['0–100 queue in queue.get()']);
  });

  test('a task that does not answer its cancellation is open too, and named in the verdict', async () => {
    const run = await runProgram(
      async () => {
        createTask(() => sleep(1e6), { name: 'deaf' });
        await sleep(10);
      },
      { limit: { ms: 60_000 } },
    );
    expect(marks(run, 'deaf')).toEqual(['10 open: waits in sleep(1000000)']);
    const [outlined] = outlineOf([{ title: '', run }]).runs;
    expect(outlined?.total).toBe(
      'total 0.01 s; asked to stop, without an answer: deaf waits in sleep(1000000)',
    );
  });

  test('of 5000 tasks that main awaits together it names six and counts the others', async () => {
    const run = await runProgram(async () => {
      await Promise.all(Array.from({ length: 5000 }, (_, at) => createTask(() => sleep(100 + at))));
    });
    const [outlined] = outlineOf([{ title: '', run }]).runs;
    const [main] = outlined!.lanes;
    expect(main!.stretches[0]!.text).toMatch(/^for task 1 and task 2 and .* and task 6 and 4994 more$/);
    expect(outlined?.more).toEqual(['… and 4751 more lanes']);
  });
});

describe('lanes that do the same', () => {
  const crowd = (count: number) => () =>
    Promise.all(
      Array.from({ length: count }, (_, at) =>
        createTask(() => (log(`order ${at + 1} started`), sleep(100)), { name: `order ${at + 1}` }),
      ),
    );

  test('are drawn as one where there are many: 200 tasks are one lane beside main', async () => {
    const [outlined] = outlineOf([{ title: '', run: await runProgram(crowd(200)) }]).runs;
    expect(outlined?.lanes.map(({ name }) => name)).toEqual(['main', 'order 1 … order 200 (200)']);
    expect(outlined?.wakes).toEqual([
      { at: 100, by: 'order 1 … order 200 (200)', who: 'main', kind: 'wakes' },
    ]);
  });

  test('are drawn one by one where there are few, unless somebody asks', async () => {
    const run = await runProgram(crowd(2));
    const drawn = (group: boolean) =>
      outlineOf([{ title: '', run }], { group }).runs[0]!.lanes.map(({ name }) => name);
    expect(drawn(false)).toEqual(['main', 'order 1', 'order 2']);
    expect(drawn(true)).toEqual(['main', 'order 1 and order 2 (2)']);
  });

  test('a lane that differs by a millisecond stays alone', async () => {
    const run = await runProgram(() =>
      Promise.all([10, 11, 10].map((ms, at) => createTask(() => sleep(ms), { name: `task ${at}` }))),
    );
    const [outlined] = outlineOf([{ title: '', run }], { group: true }).runs;
    expect(outlined?.lanes.map(({ name }) => name)).toEqual(['main', 'task 0 and task 2 (2)', 'task 1']);
  });
});
