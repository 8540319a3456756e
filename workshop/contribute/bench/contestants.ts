import { all, run as runOperation, spawn, type Operation } from 'effection';
import { Effect, Fiber } from 'effect';
import fastq from 'fastq';
import pLimit from 'p-limit';
import PQueue from 'p-queue';
import { AsyncExecutor, createTask, taskGroup, wait, type Task } from '../../index.ts';
import { inOrder, ours, small, type Contestant } from './contestant.ts';
import { handOff } from './hand-off.ts';

export interface Discipline {
  title: string;
  operations: number;
  /** Ours first; the others are measured against it. */
  contestants: Contestant[];
  /** Which function of `asyncio_peer.py` does the same. */
  asyncio?: string;
}

const slots = 10;

class Thenable {
  readonly #promise: Promise<void>;

  constructor(promise: Promise<void>) {
    this.#promise = promise;
  }

  then<A, B>(
    onFulfilled: () => A | PromiseLike<A>,
    onRejected: (error: unknown) => B | PromiseLike<B>,
  ): Promise<A | B> {
    return this.#promise.then(onFulfilled, onRejected);
  }
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
        growth: true,
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
        name: `${ours}, until idle()`,
        growth: true,
        run: async (operations) => {
          const executor = new AsyncExecutor({ maxRunning: slots });
          for (let i = 0; i < operations; i += 1) void executor.submit(small);
          await executor.idle();
        },
      },
      {
        name: 'p-limit',
        growth: true,
        run: async (operations) => {
          const limit = pLimit(slots);
          await Promise.all(Array.from({ length: operations }, () => limit(small)));
        },
      },
      {
        // A task is no promise of the platform, and awaiting it costs three more: the same for p-limit's results.
        name: 'p-limit, awaited as a thenable',
        run: async (operations) => {
          const limit = pLimit(slots);
          await Promise.all(Array.from({ length: operations }, () => new Thenable(limit(small))));
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
        name: 'p-queue, until onIdle()',
        run: async (operations) => {
          const queue = new PQueue({ concurrency: slots });
          for (let i = 0; i < operations; i += 1) void queue.add(small);
          await queue.onIdle();
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
