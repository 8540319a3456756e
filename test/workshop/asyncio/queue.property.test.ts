import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Queue, QueueEmpty, QueueFull, QueueShutDown, sleep } from '#workshop';
import { finished, listeners } from './program.ts';
import { holdsFor } from './property.ts';

type Step =
  | { do: 'put' | 'get' | 'tryPut' | 'tryGet' | 'taskDone' | 'turn' }
  | { do: 'next' | 'leave'; iterator: number }
  | { do: 'cancel'; which: number }
  | { do: 'shutdown'; immediate: boolean };

const plain = ['put', 'get', 'put', 'get', 'tryPut', 'tryGet', 'taskDone', 'turn'] as const;
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...plain).map((name) => ({ do: name })) },
    { weight: 3, arbitrary: fc.nat(1).map((iterator) => ({ do: 'next' as const, iterator })) },
    { weight: 1, arbitrary: fc.nat(1).map((iterator) => ({ do: 'leave' as const, iterator })) },
    { weight: 4, arbitrary: fc.nat(9).map((which) => ({ do: 'cancel' as const, which })) },
    { weight: 1, arbitrary: fc.boolean().map((immediate) => ({ do: 'shutdown' as const, immediate })) },
  ),
  { minLength: 1, maxLength: 40 },
);

/** One call of the queue: which item it puts, and how it came out. */
interface Call {
  puts: number | undefined;
  controller: AbortController;
  result: { item: number } | 'in' | 'ended' | 'cancelled' | 'refused' | undefined;
  /** Whether it was given its signal, and was asked to stop before it had an answer. */
  listens: boolean;
  asked: boolean;
  /** Of a `next()`: its iterator, and when that was left. */
  iterator: number | undefined;
  leftAt: number;
}

/** Calls a queue at random and keeps what an observer from outside can see of it. */
class Play {
  readonly queue: Queue<number>;
  readonly calls: Call[] = [];
  readonly iterators;
  /** Reported as done, and shut down with all that was inside. */
  done = 0;
  dropped: number[] = [];

  constructor(maxSize: number) {
    this.queue = new Queue<number>({ maxSize });
    this.iterators = [this.queue.values(), this.queue.values()];
  }

  call(puts: number | undefined, act: (signal: AbortSignal) => unknown, iterator?: number): void {
    const controller = new AbortController();
    const listens = act.length > 0;
    const call: Call = {
      puts,
      controller,
      listens,
      iterator,
      result: undefined,
      asked: false,
      leftAt: Infinity,
    };
    this.calls.push(call);
    const answer = (value: unknown) => {
      const iterated =
        typeof value === 'object' && value !== null ? (value as IteratorResult<number>) : undefined;
      if (iterated) call.result = iterated.done ? 'ended' : { item: iterated.value };
      else call.result = puts === undefined ? { item: value as number } : 'in';
    };
    const refuse = (error: unknown) => {
      if (error === 'cancelled') call.result = 'cancelled';
      else if ([QueueShutDown, QueueEmpty, QueueFull].some((kind) => error instanceof kind))
        call.result = 'refused';
      else throw error;
    };
    try {
      const result = act(controller.signal);
      if (result instanceof Promise) void result.then(answer, refuse);
      else answer(result);
    } catch (error) {
      refuse(error);
    }
  }

  do(step: Step, place: number): void {
    const { queue } = this;
    if (step.do === 'put') this.call(place, (signal) => queue.put(place, { signal }));
    if (step.do === 'get') this.call(undefined, (signal) => queue.get({ signal }));
    if (step.do === 'tryPut') this.call(place, () => queue.tryPut(place));
    if (step.do === 'tryGet') this.call(undefined, () => queue.tryGet());
    if (step.do === 'next') this.call(undefined, () => this.iterators[step.iterator]?.next(), step.iterator);
    if (step.do === 'leave') {
      for (const call of this.calls)
        if (call.iterator === step.iterator) call.leftAt = Math.min(call.leftAt, place);
      void this.iterators[step.iterator]?.return?.();
    }
    if (step.do === 'cancel') {
      const call = this.calls.at(-1 - step.which);
      if (call && !call.result) call.asked = true;
      call?.controller.abort('cancelled');
    }
    if (step.do === 'taskDone' && queue.unfinished > 0) {
      queue.taskDone();
      this.done += 1;
    }
    if (step.do === 'shutdown') queue.shutdown({ immediate: step.immediate });
  }

  get entered(): number[] {
    return this.calls.flatMap(({ puts, result }) => (puts !== undefined && result === 'in' ? [puts] : []));
  }

  get taken(): number[] {
    return this.calls.flatMap(({ result }) => (typeof result === 'object' ? [result.item] : []));
  }

  waiting(kind: 'put' | 'get'): Call[] {
    return this.calls.filter(({ puts, result }) => !result && (puts !== undefined) === (kind === 'put'));
  }
}

const ascending = (numbers: number[]) => [...numbers].sort((one, other) => one - other);

test('whatever is put, taken, iterated, cancelled and shut down in whichever turn, the rules of a queue hold', async () => {
  await holdsFor(fc.tuple(fc.constantFrom(1, 2, 3, Infinity), steps), async ([maxSize, program]) => {
    await finished(async () => {
      const play = new Play(maxSize);
      const { queue } = play;
      let mayDrop = false;
      for (const [place, step] of program.entries()) {
        mayDrop ||= step.do === 'shutdown' && step.immediate;
        play.do(step, place);
        // Never more inside than fit.
        expect(queue.size).toBeLessThanOrEqual(maxSize);
        if (step.do !== 'turn') continue;
        await sleep(1);
        // Nobody waits for what is there.
        if (play.waiting('get').length > 0) expect(queue.size).toBe(0);
        if (play.waiting('put').length > 0) expect(queue.size).toBe(maxSize);
        // Everything that came in and was not taken is inside, and everything not reported is unfinished.
        const { entered, taken } = play;
        if (!mayDrop) expect(queue.size).toBe(entered.length - taken.length);
        if (!mayDrop) expect(queue.unfinished).toBe(entered.length - play.done);
      }
      await sleep(1);

      const { entered, taken } = play;
      // First in, first out, as seen from outside: of those who were given something, who asked first got what came first.
      expect(taken).toEqual(ascending(taken));
      // Nothing comes out twice, nor without having come in.
      expect(new Set(taken).size).toBe(taken.length);
      expect(entered).toEqual(expect.arrayContaining(taken));
      // Nothing is lost: what came in and was not taken is still inside, in its order, unless a shutdown dropped it.
      const inside: number[] = [];
      while (queue.size > 0) inside.push(queue.tryGet());
      const puttersLetIn = play.waiting('put').map(({ puts }) => puts!);
      await sleep(1);
      const left = [...entered, ...puttersLetIn].filter((item) => !taken.includes(item));
      if (!mayDrop) expect(inside).toEqual(ascending(left));
      else expect(ascending(left)).toEqual(expect.arrayContaining(inside));
      // Who was cancelled while waiting has an answer, and nobody who has one is still listened for.
      for (const { result, controller, asked, listens, leftAt } of play.calls) {
        // What comes in after an iterator was left goes to somebody else.
        if (typeof result === 'object') expect(result.item).toBeLessThan(leftAt);
        expect(listeners(controller.signal)).toBe(!result && listens ? 1 : 0);
        if (asked && listens) expect(result).toBeDefined();
        controller.abort('cancelled');
      }
    });
  });
});
