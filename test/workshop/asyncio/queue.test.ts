import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, test } from 'vitest';
import { createTask, log, now, Queue, QueueEmpty, QueueFull, QueueShutDown, sleep } from '#workshop';
import { runProgram } from '#run';
import { failureOf, finished, listeners, said } from './program.ts';

/** Starts a call that can be cancelled, and tells how it ended. */
function cancellable<T>(call: (options: { signal: AbortSignal }) => Promise<T>) {
  const controller = new AbortController();
  const result = call({ signal: controller.signal }).then(
    (value) => value,
    (error: unknown) => error,
  );
  return { result, cancel: () => controller.abort('cancelled') };
}

function drain<T>(queue: Queue<T>): T[] {
  const items: T[] = [];
  while (queue.size > 0) items.push(queue.tryGet());
  return items;
}

describe('a queue', () => {
  test('gives items back in the order they came, whatever they are', async () => {
    const items = [1, undefined, null, '', NaN, false, [], () => {}];
    const run = await finished(async () => {
      const queue = new Queue<unknown>();
      for (const item of items) await queue.put(item);
      const first = await queue.get();
      return [queue.size, first, ...drain(queue)];
    });
    expect(run.value).toEqual([7, ...items]);
  });

  test('refuses a promise: it would be awaited on its way through', async () => {
    const queue = new Queue<unknown>();
    expect(await failureOf(queue.put(Promise.resolve()))).toBeInstanceOf(TypeError);
    expect(() => queue.tryPut(Promise.resolve())).toThrow(/put the awaited value/);
    expect(() => queue.tryPut(createTask(() => {}))).toThrow(TypeError);
  });

  test.each([0, -1, 1.5, NaN, '2', null, -Infinity])('maxSize %s is a RangeError that says so', (maxSize) => {
    expect(() => new Queue({ maxSize: maxSize as number })).toThrow(RangeError);
    expect(() => new Queue({ maxSize: maxSize as number })).toThrow(`given ${String(maxSize)}`);
  });

  test('has no limit unless it is given one', () => {
    expect([new Queue().maxSize, new Queue({ maxSize: 3 }).maxSize]).toEqual([Infinity, 3]);
  });

  test('the one that has waited longest gets the first item', async () => {
    const run = await finished(async () => {
      const queue = new Queue<string>();
      const gets = [queue.get(), queue.get(), queue.get()];
      for (const item of ['a', 'b', 'c', 'd']) queue.tryPut(item);
      return [...(await Promise.all(gets)), queue.size];
    });
    expect(run.value).toEqual(['a', 'b', 'c', 1]);
  });

  test('a full queue makes putters wait, and lets them in one by one in their order', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>({ maxSize: 2 });
      const producer = createTask(
        async () => {
          for (const item of [1, 2, 3, 4]) {
            await queue.put(item);
            log(`put ${item}`);
          }
        },
        { name: 'producer' },
      );
      const got: number[] = [];
      for (let count = 0; count < 4; count += 1) {
        await sleep(100);
        got.push(await queue.get());
      }
      await producer;
      return got;
    });
    expect(run.value).toEqual([1, 2, 3, 4]);
    expect(said(run)).toEqual([
      '0 producer: put 1',
      '0 producer: put 2',
      '100 producer: put 3',
      '200 producer: put 4',
    ]);
  });

  test('tryGet and tryPut say at once what they cannot do', () => {
    const queue = new Queue<number>({ maxSize: 1 });
    expect(() => queue.tryGet()).toThrow(QueueEmpty);
    queue.tryPut(1);
    expect(() => queue.tryPut(2)).toThrow(QueueFull);
    expect(queue.tryGet()).toBe(1);
  });

  test('nobody overtakes: an item belongs to the getter it was put for, a free place to the waiting putter', async () => {
    const run = await finished(async () => {
      const queue = new Queue<string>({ maxSize: 1 });
      const getter = queue.get();
      queue.tryPut('for the getter');
      expect(() => queue.tryGet()).toThrow(QueueEmpty);
      queue.tryPut('next');
      const putter = queue.put('waiting');
      expect(queue.tryGet()).toBe('next');
      expect(queue.size).toBe(1);
      expect(() => queue.tryPut('overtaking')).toThrow(QueueFull);
      await putter;
      return [await getter, ...drain(queue)];
    });
    expect(run.value).toEqual(['for the getter', 'waiting']);
  });

  test('a getter gets what a waiting putter owns a place for', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>({ maxSize: 1 });
      const puts = [1, 2, 3].map((item) => queue.put(item));
      const got = [queue.tryGet(), queue.tryGet(), await queue.get()];
      await Promise.all(puts);
      return [...got, queue.size];
    });
    expect(run.value).toEqual([1, 2, 3, 0]);
  });

  test('keeps the AsyncLocalStorage context of whoever waits', async () => {
    const storage = new AsyncLocalStorage<string>();
    const run = await finished(async () => {
      const queue = new Queue<number>({ maxSize: 1 });
      const getting = storage.run('getter', async () => {
        await queue.get();
        return storage.getStore();
      });
      await storage.run('putter', () => queue.put(1));
      return getting;
    });
    expect(run.value).toBe('getter');
  });

  test('in a deadlock it is named by whoever waits for it', async () => {
    const run = await runProgram(async () => {
      const queue = new Queue<number>({ maxSize: 1 });
      const full = new Queue<number>({ maxSize: 1 });
      createTask(() => queue.get(), { name: 'shop' });
      createTask(() => full.put(1).then(() => full.put(2)), { name: 'customer' });
      await sleep(10);
      await full.join();
    });
    expect(run.outcome).toEqual({
      kind: 'deadlocked',
      waiting: ['main waits in queue.join()', 'shop waits in queue.get()', 'customer waits in queue.put()'],
    });
  });
});

describe('cancelling', () => {
  test('a waiting get loses no item, and a waiting put never delivers its own', async () => {
    const run = await finished(async () => {
      const queue = new Queue<string>({ maxSize: 1 });
      const getter = cancellable((options) => queue.get(options));
      getter.cancel();
      queue.tryPut('kept');
      const putter = cancellable((options) => queue.put('never', options));
      putter.cancel();
      const next = queue.put('after');
      const got = [await getter.result, await putter.result, await queue.get()];
      await next;
      return [...got, ...drain(queue)];
    });
    expect(run.value).toEqual(['cancelled', 'cancelled', 'kept', 'after']);
  });

  test('a getter in the turn in which it was given an item passes it on, in order', async () => {
    const run = await finished(async () => {
      const queue = new Queue<string>();
      const [a, b, c] = [1, 2, 3].map(() => cancellable((options) => queue.get(options)));
      for (const item of ['first', 'second']) queue.tryPut(item);
      a?.cancel();
      return Promise.all([a?.result, b?.result, c?.result]);
    });
    expect(run.value).toEqual(['cancelled', 'first', 'second']);
  });

  test.each([
    [0, 1, 2],
    [2, 1, 0],
    [1, 0, 2],
  ])('all getters that were given something: the items stay in order', async (...order) => {
    const run = await finished(async () => {
      const queue = new Queue<string>();
      const getters = [1, 2, 3].map(() => cancellable((options) => queue.get(options)));
      for (const item of ['a', 'b', 'c', 'd']) queue.tryPut(item);
      for (const index of order) getters[index]?.cancel();
      return [...(await Promise.all(getters.map((getter) => getter.result))), ...drain(queue)];
    });
    expect(run.value).toEqual(['cancelled', 'cancelled', 'cancelled', 'a', 'b', 'c', 'd']);
  });

  test('a putter in the turn in which it was given a place leaves the place to the next', async () => {
    const run = await finished(async () => {
      const queue = new Queue<string>({ maxSize: 1 });
      queue.tryPut('inside');
      const first = cancellable((options) => queue.put('first', options));
      const second = queue.put('second');
      const got = [queue.tryGet()];
      first.cancel();
      await second;
      return [...got, await first.result, ...drain(queue), queue.unfinished];
    });
    expect(run.value).toEqual(['inside', 'cancelled', 'second', 2]);
  });

  test('an aborted signal rejects first: the item stays, and nothing is put', async () => {
    const run = await finished(async () => {
      const queue = new Queue<string>();
      queue.tryPut('stays');
      const signal = AbortSignal.abort('before');
      const errors = [queue.get({ signal }), queue.put('never', { signal }), queue.join({ signal })].map(
        failureOf,
      );
      return [...(await Promise.all(errors)), ...drain(queue)];
    });
    expect(run.value).toEqual(['before', 'before', 'before', 'stays']);
  });

  test('leaves no listener on any path, with 20,000 waits on one signal', async () => {
    const run = await finished(async () => {
      const controller = new AbortController();
      const { signal } = controller;
      const queue = new Queue<number>({ maxSize: 1 });
      for (let count = 0; count < 10_000; count += 1) {
        const get = queue.get({ signal });
        await queue.put(count, { signal });
        await get;
      }
      const none = listeners(signal);
      const gets = [1, 2, 3].map(() => failureOf(queue.get({ signal })));
      const one = listeners(signal);
      controller.abort('end');
      return [none, one, ...(await Promise.all(gets)), listeners(signal)];
    });
    expect(run.value).toEqual([0, 1, 'end', 'end', 'end', 0]);
  });
});

test('100,000 getters on one signal share one listener and stop together, in time that grows as they do', async () => {
  const run = await finished(async () => {
    const controller = new AbortController();
    const queue = new Queue<number>();
    let stopped = 0;
    const count = () => (stopped += 1);
    const gets = Array.from({ length: 100_000 }, () => queue.get({ signal: controller.signal }).catch(count));
    const during = listeners(controller.signal);
    controller.abort();
    await Promise.all(gets);
    return [during, stopped, listeners(controller.signal)];
  });
  expect(run.value).toEqual([1, 100_000, 0]);
});

describe('join', () => {
  test('returns at once when nothing is unfinished', async () => {
    const run = await finished(() => new Queue().join());
    expect(run.elapsed).toBe(0);
  });

  test('waits for as many taskDone() as items were put: 300 ms for three', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>();
      for (const item of [1, 2, 3]) queue.tryPut(item);
      createTask(async () => {
        for (let count = 0; count < 3; count += 1) {
          await queue.get();
          await sleep(100);
          queue.taskDone();
        }
      });
      await Promise.all([queue.join(), queue.join()]);
      return [now(), queue.unfinished];
    });
    expect(run.value).toEqual([300, 0]);
  });

  test('counts an item that went straight to a waiting getter, and one that waited for its place', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>({ maxSize: 1 });
      const get = queue.get();
      queue.tryPut(1);
      const counts = [queue.unfinished];
      await get;
      queue.tryPut(2);
      const waiting = queue.put(3);
      counts.push(queue.unfinished);
      queue.tryGet();
      await waiting;
      return [...counts, queue.unfinished];
    });
    expect(run.value).toEqual([1, 2, 3]);
  });

  test('goes on when the last unfinished item is withdrawn by its putter', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>({ maxSize: 1 });
      queue.tryPut(1);
      const putter = cancellable((options) => queue.put(2, options));
      queue.tryGet();
      queue.taskDone();
      const joined = queue.join();
      putter.cancel();
      await joined;
      return putter.result;
    });
    expect(run.value).toBe('cancelled');
  });

  test('one taskDone() too many throws', () => {
    const queue = new Queue<number>();
    expect(() => queue.taskDone()).toThrow(/more often than items were put/);
    queue.tryPut(1);
    queue.taskDone();
    expect(() => queue.taskDone()).toThrow();
  });
});

describe('shutdown', () => {
  test('tells whoever waits, and every later put; what is inside stays readable', async () => {
    const run = await finished(async () => {
      const queue = new Queue<string>({ maxSize: 1 });
      const empty = new Queue<string>();
      queue.tryPut('inside');
      const waiting = [failureOf(queue.put('waiting')), failureOf(empty.get())];
      queue.shutdown();
      empty.shutdown();
      const errors = [...(await Promise.all(waiting)), await failureOf(queue.put('late'))];
      expect(() => queue.tryPut('late')).toThrow(QueueShutDown);
      const got = await queue.get();
      errors.push(await failureOf(queue.get()));
      expect(() => queue.tryGet()).toThrow(QueueShutDown);
      return [got, errors.every((error) => error instanceof QueueShutDown), queue.unfinished];
    });
    expect(run.value).toEqual(['inside', true, 1]);
  });

  test('tells them in the order in which they waited', async () => {
    const run = await finished(async () => {
      const queue = new Queue<string>();
      const order: number[] = [];
      const gets = [1, 2, 3].map((number) => queue.get().catch(() => order.push(number)));
      queue.shutdown();
      await Promise.all(gets);
      return order;
    });
    expect(run.value).toEqual([1, 2, 3]);
  });

  test('in the same turn takes nothing back that was given: not the item, not the place', async () => {
    const run = await finished(async () => {
      const queue = new Queue<string>({ maxSize: 1 });
      const getter = queue.get();
      queue.tryPut('given');
      queue.tryPut('inside');
      const putter = queue.put('owns a place');
      const got = [queue.tryGet()];
      queue.shutdown();
      await putter;
      return [await getter, ...got, ...drain(queue)];
    });
    expect(run.value).toEqual(['given', 'inside', 'owns a place']);
  });

  test('immediate drops what is inside and counts it as finished', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>();
      for (const item of [1, 2, 3]) queue.tryPut(item);
      await queue.get();
      const joined = queue.join();
      queue.shutdown({ immediate: true });
      const counts = [queue.size, queue.unfinished];
      queue.taskDone();
      await joined;
      return [...counts, (await failureOf(queue.get())) instanceof QueueShutDown];
    });
    expect(run.value).toEqual([0, 1, true]);
  });

  test('immediate after an ordinary one drops what was left, and releases join', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>();
      queue.tryPut(1);
      const joined = queue.join();
      queue.shutdown();
      queue.shutdown({ immediate: true });
      await joined;
      return queue.size;
    });
    expect(run.value).toBe(0);
  });

  test('immediate counts an item once that was reported as done while it was inside', () => {
    const queue = new Queue<number>();
    queue.tryPut(1);
    queue.taskDone();
    queue.shutdown({ immediate: true });
    expect(queue.unfinished).toBe(0);
    expect(() => queue.taskDone()).toThrow();
  });

  test('immediate never delivers the item of a putter that owns a place, and tells the putter', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>({ maxSize: 1 });
      queue.tryPut(1);
      const putter = failureOf(queue.put(2));
      queue.tryGet();
      queue.shutdown({ immediate: true });
      return [(await putter) instanceof QueueShutDown, queue.size, queue.unfinished];
    });
    expect(run.value).toEqual([true, 0, 1]);
  });
});

describe('for await', () => {
  test('reads what is inside and ends normally after shutdown', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>();
      const reader = createTask(async () => {
        const got: number[] = [];
        for await (const item of queue) got.push(item);
        return got;
      });
      for (const item of [1, 2, 3]) {
        await sleep(100);
        queue.tryPut(item);
      }
      queue.shutdown();
      return [await reader, queue.unfinished];
    });
    expect(run).toMatchObject({ value: [[1, 2, 3], 3], elapsed: 300 });
  });

  test('break loses no item and closes nothing', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>();
      for (const item of [1, 2, 3]) queue.tryPut(item);
      const got: number[] = [];
      for await (const item of queue) {
        got.push(item);
        break;
      }
      for await (const item of queue) {
        got.push(item);
        if (queue.size === 0) break;
      }
      await queue.put(4);
      return [...got, ...drain(queue)];
    });
    expect(run.value).toEqual([1, 2, 3, 4]);
  });

  test('an iterator that was left takes nothing more', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>();
      queue.tryPut(1);
      const iterator = queue[Symbol.asyncIterator]();
      await iterator.return?.();
      return [await iterator.next(), queue.size];
    });
    expect(run.value).toEqual([{ value: undefined, done: true }, 1]);
  });
});
