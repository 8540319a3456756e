import { all, createQueue, run as runOperation, spawn, type Operation } from 'effection';
import { Effect, Queue as EffectQueue } from 'effect';
import fastq from 'fastq';
import { pushable } from 'it-pushable';
import PQueue from 'p-queue';
import { Queue } from '../../index.ts';
import { inOrder, ours, small, type Contestant } from './contestant.ts';

/** Four producers and four consumers around one queue. */
export function handOff(capacity: number): Contestant[] {
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
      name: 'p-queue (four at a time)',
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
