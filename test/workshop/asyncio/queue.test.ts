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
    expect(() => queue.tryPut(Object.assign(() => {}, { then: () => {} }))).toThrow(TypeError);
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

  test('a getter in the turn in which it was given an item changes nothing: handing over is final', async () => {
    const run = await finished(async () => {
      const queue = new Queue<string>();
      const [a, b, c] = [1, 2, 3].map(() => cancellable((options) => queue.get(options)));
      for (const item of ['first', 'second']) queue.tryPut(item);
      for (const each of [a, c]) each?.cancel();
      return [...(await Promise.all([a?.result, b?.result, c?.result])), queue.size];
    });
    expect(run.value).toEqual(['first', 'second', 'cancelled', 0]);
  });

  test('a putter in the turn in which it was given a place changes nothing: its item is in', async () => {
    const run = await finished(async () => {
      const queue = new Queue<string>({ maxSize: 1 });
      queue.tryPut('inside');
      const first = cancellable((options) => queue.put('first', options));
      const second = cancellable((options) => queue.put('second', options));
      const got = [queue.tryGet()];
      first.cancel();
      second.cancel();
      return [...got, await first.result, await second.result, ...drain(queue), queue.unfinished];
    });
    expect(run.value).toEqual(['inside', undefined, 'cancelled', 'first', 2]);
  });

  test('a thousand getters, served and aborted in one turn, never make it hold more than two', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>({ maxSize: 2 });
      const getters = Array.from({ length: 1000 }, () => cancellable((options) => queue.get(options)));
      for (let item = 0; item < 1002; item += 1) queue.tryPut(item);
      for (const getter of getters) getter.cancel();
      return [await Promise.all(getters.map(({ result }) => result)), queue.size];
    });
    expect(run.value).toEqual([Array.from({ length: 1000 }, (_, item) => item), 2]);
  });

  test('an abort between a put and a get cannot swap two items', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>({ maxSize: 1 });
      const first = cancellable((options) => queue.get(options));
      queue.tryPut(0);
      const putting = queue.put(1);
      const second = queue.get();
      first.cancel();
      return [await first.result, await putting, await second];
    });
    expect(run.value).toEqual([0, undefined, 1]);
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

  test('an item that still waits for its place counts only once it is in', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>({ maxSize: 1 });
      queue.tryPut(1);
      const putter = cancellable((options) => queue.put(2, options));
      const waiting = queue.unfinished;
      putter.cancel();
      queue.tryGet();
      queue.taskDone();
      await queue.join();
      return [waiting, await putter.result];
    });
    expect(run.value).toEqual([1, 'cancelled']);
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

  test('immediate drops also what a putter has just got in, and tells the putter that still waits', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>({ maxSize: 1 });
      queue.tryPut(1);
      const [second, third] = [queue.put(2), failureOf(queue.put(3))];
      queue.tryGet();
      queue.shutdown({ immediate: true });
      return [await second, (await third) instanceof QueueShutDown, queue.size, queue.unfinished];
    });
    expect(run.value).toEqual([undefined, true, 0, 1]);
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

  test('return() while a next() waits loses no item: it leaves the line, and its next() is done', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>();
      const iterator = queue[Symbol.asyncIterator]();
      const waiting = [iterator.next(), iterator.next()];
      await iterator.return?.();
      queue.tryPut(1);
      return [await queue.get(), await Promise.all(waiting), await iterator.next()];
    });
    const done = { value: undefined, done: true };
    expect(run.value).toEqual([1, [done, done], done]);
  });

  test('return() ends the calls of its own iterator, and no others', async () => {
    const run = await finished(async () => {
      const queue = new Queue<string>();
      const [one, other] = [queue.values(), queue.values()];
      const waiting = [one.next(), other.next(), queue.get()];
      await one.return?.();
      queue.tryPut('milk');
      queue.tryPut('bread');
      return Promise.all(waiting);
    });
    expect(run.value).toEqual([{ value: undefined, done: true }, { value: 'milk', done: false }, 'bread']);
  });

  test('return() takes back nothing that was handed over in the same turn', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>();
      const iterator = queue.values();
      const waiting = [iterator.next(), iterator.next()];
      queue.tryPut(1);
      await iterator.return?.();
      queue.tryPut(2);
      return [...(await Promise.all(waiting)), ...drain(queue)];
    });
    expect(run.value).toEqual([{ value: 1, done: false }, { value: undefined, done: true }, 2]);
  });

  test('values({ signal }) is a loop that can be cancelled, and keeps what is inside', async () => {
    const run = await finished(async () => {
      const queue = new Queue<number>();
      const controller = new AbortController();
      const { signal } = controller;
      const got: number[] = [];
      const reader = failureOf(
        (async () => {
          for await (const item of queue.values({ signal })) got.push(item);
        })(),
      );
      queue.tryPut(1);
      await sleep(10);
      controller.abort('closing time');
      queue.tryPut(2);
      const left = listeners(signal);
      const reason = await reader;
      return [got, reason, left, await failureOf(queue.values({ signal }).next()), ...drain(queue)];
    });
    expect(run.value).toEqual([[1], 'closing time', 0, 'closing time', 2]);
  });

  test('values({ signal }) leaves no listener, however it ends', async () => {
    const run = await finished(async () => {
      const { signal } = new AbortController();
      const queue = new Queue<number>();
      const reader = (async () => {
        for await (const item of queue.values({ signal })) if (item === 2) break;
        for await (const _ of queue.values({ signal }));
      })();
      for (const item of [1, 2, 3]) {
        await sleep(1);
        queue.tryPut(item);
      }
      await sleep(1);
      const waiting = listeners(signal);
      queue.shutdown();
      await reader;
      return [waiting, listeners(signal)];
    });
    expect(run.value).toEqual([1, 0]);
  });
});
