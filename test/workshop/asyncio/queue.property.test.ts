import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Queue, QueueEmpty, QueueFull, QueueShutDown, sleep } from '#workshop';
import { finished, listeners } from './program.ts';
import { holdsFor } from './property.ts';

type Step =
  | { do: 'put' | 'get' | 'tryPut' | 'tryGet' | 'taskDone' | 'turn' }
  | { do: 'cancel'; which: number }
  | { do: 'shutdown'; immediate: boolean };

const steps = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .constantFrom('put', 'get', 'put', 'get', 'tryPut', 'tryGet', 'taskDone', 'turn')
        .map((name) => ({ do: name })),
    },
    { weight: 4, arbitrary: fc.nat(9).map((which) => ({ do: 'cancel' as const, which })) },
    { weight: 1, arbitrary: fc.boolean().map((immediate) => ({ do: 'shutdown' as const, immediate })) },
  ),
  { minLength: 1, maxLength: 40 },
) as fc.Arbitrary<Step[]>;

/** The rules once more, with plain arrays: what was given away within a turn is settled at its end. */
class Model {
  items: number[] = [];
  reserved: number[] = [];
  getters: number[] = [];
  putters: { call: number; item: number }[] = [];
  results = new Map<number, unknown>();
  finished = 0;
  collectable = 0;
  closed = false;
  readonly maxSize: number;

  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }

  get granted() {
    return Math.max(0, Math.min(this.putters.length, this.maxSize - this.items.length));
  }

  put(call: number, item: number, mayWait: boolean) {
    if (this.closed) return this.results.set(call, 'shut down');
    if (this.getters.length > this.reserved.length) this.reserved.push(item);
    else if (this.items.length + this.putters.length < this.maxSize) this.items.push(item);
    else return mayWait ? this.putters.push({ call, item }) : this.results.set(call, 'full');
    this.collectable += 1;
    return this.results.set(call, 'put');
  }

  get(call: number, mayWait: boolean) {
    if (this.items.length === 0) this.enter(1);
    if (this.items.length > 0) return this.results.set(call, this.items.shift());
    if (this.closed) return this.results.set(call, 'shut down');
    return mayWait ? this.getters.push(call) : this.results.set(call, 'empty');
  }

  cancel(call: number) {
    if (this.results.has(call)) return;
    this.results.set(call, 'cancelled');
    this.getters = this.getters.filter((each) => each !== call);
    this.putters = this.putters.filter((each) => each.call !== call);
    if (this.reserved.length > this.getters.length) this.items.unshift(this.reserved.pop() as number);
  }

  shutdown(immediate: boolean) {
    this.closed = true;
    for (const call of this.getters.splice(this.reserved.length)) this.results.set(call, 'shut down');
    for (const { call } of this.putters.splice(immediate ? 0 : this.granted))
      this.results.set(call, 'shut down');
    if (immediate) this.finished = Math.min(this.finished + this.items.splice(0).length, this.collectable);
  }

  enter(count: number) {
    for (const { call, item } of this.putters.splice(0, Math.min(count, this.granted))) {
      this.items.push(item);
      this.collectable += 1;
      this.results.set(call, 'put');
    }
  }

  turn() {
    for (const item of this.reserved.splice(0)) this.results.set(this.getters.shift() as number, item);
    this.enter(Infinity);
  }
}

const named = (error: unknown) =>
  error instanceof QueueShutDown
    ? 'shut down'
    : error instanceof QueueEmpty
      ? 'empty'
      : error instanceof QueueFull
        ? 'full'
        : error;

test('a queue does what its rules say, whatever is put, taken, cancelled and shut down in whichever turn', async () => {
  await holdsFor(fc.tuple(fc.constantFrom(1, 2, 3, Infinity), steps), async ([maxSize, program]) => {
    await finished(async () => {
      const queue = new Queue<number>({ maxSize });
      const model = new Model(maxSize);
      const results = new Map<number, unknown>();
      const calls: { call: number; controller: AbortController }[] = [];
      const note = (call: number, act: () => unknown) => {
        try {
          results.set(call, act());
        } catch (error) {
          results.set(call, named(error));
        }
      };
      for (const [call, step] of program.entries()) {
        const controller = new AbortController();
        const { signal } = controller;
        if (step.do === 'put' || step.do === 'get') {
          const mine =
            step.do === 'put' ? queue.put(call, { signal }).then(() => 'put') : queue.get({ signal });
          void mine.then(
            (value) => results.set(call, value),
            (error: unknown) => results.set(call, named(error)),
          );
          calls.push({ call, controller });
          if (step.do === 'put') model.put(call, call, true);
          else model.get(call, true);
        } else if (step.do === 'tryPut') {
          note(call, () => (queue.tryPut(call), 'put'));
          model.put(call, call, false);
        } else if (step.do === 'tryGet') {
          note(call, () => queue.tryGet());
          model.get(call, false);
        } else if (step.do === 'taskDone') {
          if (model.finished < model.collectable) {
            queue.taskDone();
            model.finished += 1;
          } else {
            expect(() => queue.taskDone()).toThrow();
          }
        } else if (step.do === 'shutdown') {
          queue.shutdown({ immediate: step.immediate });
          model.shutdown(step.immediate);
        } else if (step.do === 'cancel') {
          const chosen = calls.at(-1 - step.which);
          if (!chosen) continue;
          chosen.controller.abort('cancelled');
          model.cancel(chosen.call);
        } else {
          await sleep(1);
          model.turn();
          expect(results).toEqual(model.results);
        }
        expect(queue.size).toBe(model.items.length + model.granted);
        expect(queue.unfinished).toBe(model.collectable + model.granted - model.finished);
      }
      await sleep(1);
      model.turn();
      expect([...results].sort(([a], [b]) => a - b)).toEqual([...model.results].sort(([a], [b]) => a - b));

      // Nothing twice, nothing lost: every item that went in came out, is still inside, or was dropped by a shutdown.
      const out = [...results].flatMap(([call, result]) =>
        /get/i.test(program[call]?.do ?? '') ? [result] : [],
      );
      const taken = out.filter((result) => typeof result === 'number');
      const inside = model.items;
      const entered = [...results].flatMap(([call, result]) => (result === 'put' ? [call] : []));
      expect(new Set([...taken, ...inside]).size).toBe(taken.length + inside.length);
      const dropped = program.some((step) => step.do === 'shutdown' && step.immediate);
      if (!dropped) expect(new Set(entered)).toEqual(new Set([...taken, ...inside]));
      const stillWaiting = [...model.getters, ...model.putters.map((putter) => putter.call)];
      for (const { call, controller } of calls) {
        expect(listeners(controller.signal)).toBe(stillWaiting.includes(call) ? 1 : 0);
      }
    });
  });
});
