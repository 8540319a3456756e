import { all, createQueue, run as runOperation, spawn, type Operation } from 'effection';
import { Effect, Fiber, Queue as EffectQueue } from 'effect';
import fastq from 'fastq';
import { pushable } from 'it-pushable';
import pLimit from 'p-limit';
import PQueue from 'p-queue';
import { AsyncExecutor, createTask, Queue, taskGroup, wait, type Task } from '../index.ts';

/** One way to do `operations` small things; the figure that counts is the time for each of them. */
export interface Contestant {
  name: string;
  run(operations: number): Promise<unknown> | void;
}

export interface Discipline {
  title: string;
  operations: number;
  /** Ours first; the others are measured against it. */
  contestants: Contestant[];
  /** Which function of `asyncio_peer.py` does the same. */
  asyncio?: string;
}

const ours = 'this workshop';
const slots = 10;
const small = async () => {
  await null;
};

async function inOrder(operations: number, once: () => unknown): Promise<void> {
  for (let i = 0; i < operations; i += 1) await once();
}

function handOff(capacity: number): Contestant[] {
  return [
    {
      name: ours,
      run: async (operations) => {
        const queue = new Queue<number>({ maxSize: capacity });
        const consumers = four(async () => {
          for await (const _ of queue);
        });
        await Promise.all(four(() => inOrder(operations / 4, () => queue.put(1))));
        queue.shutdown();
        await Promise.all(consumers);
      },
    },
    {
      // It has no bound and one reader: the four producers' numbers all go to that one.
      name: 'it-pushable (no bound, one reader)',
      run: async (operations) => {
        const source = pushable<number>({ objectMode: true });
        const producers = four(() => inOrder(operations / 4, () => void source.push(1)));
        void Promise.all(producers).then(() => source.end());
        for await (const _ of source);
      },
    },
    {
      // A queue with its workers built in: four of them, and each push waits for its item to be done.
      name: 'fastq (four workers)',
      run: async (operations) => {
        const queue = fastq.promise(small, 4);
        await Promise.all(four(() => inOrder(operations / 4, () => queue.push(1))));
      },
    },
    {
      name: 'p-queue (four at once)',
      run: async (operations) => {
        const queue = new PQueue({ concurrency: 4 });
        await Promise.all(four(() => inOrder(operations / 4, () => queue.add(small))));
      },
    },
    {
      name: 'Effect Queue',
      run: (operations) =>
        Effect.runPromise(
          Effect.gen(function* () {
            const queue = yield* EffectQueue.bounded<number>(capacity);
            const repeat = (effect: Effect.Effect<unknown>) =>
              Effect.forEach(Array(operations / 4).fill(0), () => effect, { discard: true });
            const four = <A>(effect: Effect.Effect<A>) =>
              Effect.all([effect, effect, effect, effect], { concurrency: 4 });
            yield* Effect.all(
              [four(repeat(EffectQueue.offer(queue, 1))), four(repeat(EffectQueue.take(queue)))],
              { concurrency: 2 },
            );
          }),
        ),
    },
    {
      name: 'Effection queue (no bound)',
      run: (operations) =>
        runOperation(function* () {
          const queue = createQueue<number, void>();
          const producer = function* (): Operation<void> {
            for (let i = 0; i < operations / 4; i += 1) queue.add(1);
          };
          const consumer = function* (): Operation<void> {
            for (let i = 0; i < operations / 4; i += 1) yield* queue.next();
          };
          const parties = [];
          for (let i = 0; i < 4; i += 1) parties.push(yield* spawn(consumer));
          for (let i = 0; i < 4; i += 1) parties.push(yield* spawn(producer));
          yield* all(parties);
        }),
    },
  ];
}

function four<T>(make: () => T): T[] {
  return [make(), make(), make(), make()];
}

export const disciplines: Discipline[] = [
  {
    title: 'the bare floor: await of a resolved promise',
    operations: 100_000,
    contestants: [{ name: 'await', run: (operations) => inOrder(operations, () => Promise.resolve()) }],
  },
  {
    title: 'a task: create it and await it',
    operations: 20_000,
    asyncio: 'task',
    contestants: [
      { name: ours, run: (operations) => inOrder(operations, () => createTask(small)) },
      { name: 'a bare async call', run: (operations) => inOrder(operations, small) },
      {
        name: 'Effect fiber',
        run: (operations) =>
          Effect.runPromise(
            Effect.forEach(
              Array(operations).fill(0),
              () => Effect.flatMap(Effect.forkChild(Effect.promise(small)), Fiber.join),
              { discard: true },
            ),
          ),
      },
      {
        name: 'Effection task',
        run: (operations) =>
          runOperation(function* () {
            for (let i = 0; i < operations; i += 1) yield* yield* spawn(function* () {});
          }),
      },
    ],
  },
  {
    title: 'a group of 1,000 tasks',
    operations: 1_000,
    asyncio: 'group',
    contestants: [
      {
        name: ours,
        run: (operations) =>
          taskGroup((group) => {
            for (let i = 0; i < operations; i += 1) group.createTask(small);
          }),
      },
      {
        name: 'Promise.all of bare calls',
        run: (operations) => Promise.all(Array.from({ length: operations }, small)),
      },
      {
        name: 'Effect.forEach',
        run: (operations) =>
          Effect.runPromise(
            Effect.forEach(Array(operations).fill(0), () => Effect.promise(small), {
              concurrency: 'unbounded',
              discard: true,
            }),
          ),
      },
      {
        name: 'Effection all',
        run: (operations) =>
          runOperation(function* () {
            yield* all(Array.from({ length: operations }, function* () {} as () => Operation<void>));
          }),
      },
    ],
  },
  {
    title: 'queue hand-off, 4 producers, 4 consumers, capacity 1',
    operations: 20_000,
    asyncio: 'queue1',
    contestants: handOff(1),
  },
  {
    title: 'queue hand-off, 4 producers, 4 consumers, capacity 100',
    operations: 20_000,
    asyncio: 'queue100',
    contestants: handOff(100),
  },
  {
    title: 'an executor with 10 slots',
    operations: 10_000,
    asyncio: 'executor',
    contestants: [
      {
        name: ours,
        run: async (operations) => {
          const executor = new AsyncExecutor({ maxRunning: slots });
          await Promise.all(Array.from({ length: operations }, () => executor.submit(small)));
        },
      },
      {
        name: 'p-limit',
        run: async (operations) => {
          const limit = pLimit(slots);
          await Promise.all(Array.from({ length: operations }, () => limit(small)));
        },
      },
      {
        name: 'p-queue',
        run: async (operations) => {
          const queue = new PQueue({ concurrency: slots });
          await Promise.all(Array.from({ length: operations }, () => queue.add(small)));
        },
      },
      {
        name: 'fastq',
        run: async (operations) => {
          const queue = fastq.promise(small, slots);
          await Promise.all(Array.from({ length: operations }, () => queue.push(1)));
        },
      },
      {
        name: 'Effect.forEach',
        run: (operations) =>
          Effect.runPromise(
            Effect.forEach(Array(operations).fill(0), () => Effect.promise(small), {
              concurrency: slots,
              discard: true,
            }),
          ),
      },
    ],
  },
  {
    title: 'first completed of 100, over and over',
    operations: 4_000,
    asyncio: 'first',
    contestants: [
      {
        name: ours,
        run: async (operations) => {
          let pending: Task<unknown>[] = [];
          for (let started = 0; started < operations;) {
            while (pending.length < 100 && started++ < operations) pending.push(createTask(small));
            ({ pending } = await wait(pending, { until: 'first-completed' }));
          }
        },
      },
      {
        name: 'Promise.race in a loop',
        run: async (operations) => {
          const pending = new Set<Promise<unknown>>();
          for (let started = 0; started < operations;) {
            while (pending.size < 100 && started++ < operations) {
              const promise: Promise<unknown> = small().then(() => pending.delete(promise));
              pending.add(promise);
            }
            await Promise.race(pending);
          }
        },
      },
    ],
  },
];
