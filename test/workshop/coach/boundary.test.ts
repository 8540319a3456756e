import { describe, expect, test } from 'vitest';
import { Boundary } from '../../../workshop/coach/boundary.ts';
import { CallRecorder } from '../../../workshop/coach/answer-calls.ts';
import type { Calls } from '../../../workshop/coach/call.ts';
import { runProgram, watchPrograms } from '../../../workshop/runtime/run-program.ts';

/** Calls an answer with these, and tells what it returns and which calls were seen. */
async function called<Args extends unknown[]>(answer: (...args: Args) => unknown, ...args: Args) {
  const recorder = new CallRecorder();
  const watched = new Boundary(recorder).answer({ answer });
  const run = await watchPrograms(recorder, () => runProgram(() => watched.answer(...args)));
  const calls = await recorder.of(run);
  if (run.outcome.kind !== 'finished') throw new Error(`It ended as ${run.outcome.kind}`);
  return { value: run.outcome.value, calls, names: namesIn(calls) };
}
const namesIn = ({ all }: Calls) => all.map(({ side, name }) => `${side} ${name}`);

describe('what is seen of a call has the name that the answer gives it', () => {
  test('in lists and objects, as far as anybody puts things into each other', async () => {
    const three = { in: { in: { in: { in: () => 'milk' } } } };
    const seen = await called((a) => a.in.in.in.in(), three);
    expect(seen.value).toBe('milk');
    expect(seen.names).toEqual(['answer answer', 'given a.in.in.in.in']);
    expect(seen.calls.all[0]!.offered).toEqual(['a.in.in.in.in']);
    const four = await called((a) => a.in.in.in.in.in(), { in: three });
    expect(four.value).toBe('milk');
    expect(four.names).toEqual(['answer answer']);
    expect(four.calls.all[0]!.offered).toEqual([]);
  });

  test('however its parameters are written', async () => {
    const give = () => 'milk';
    const written = [
      ['(job) => job()', 'job'],
      ['job => (1, job())', 'job'],
      ['async job => (1, job())', 'job'],
      ['async  function run (job, other) { return job() }', 'job'],
      ['function* ( job ) { job() }', undefined],
      ['(...jobs) => jobs[0]()', 'jobs'],
      ['($a = 1) => $a()', '$a'],
    ] as const;
    for (const [text, name] of written) {
      const { names } = await called(
        new Function(`return (${text})`)() as (job: () => string) => unknown,
        give,
      );
      expect(names, text).toEqual(['answer answer', ...(name ? [`given ${name}`] : [])]);
    }
  });

  test('taken apart where they are received, and beyond the parameters by their place', async () => {
    const apart = await called(({ buy }) => buy(), { buy: () => 1 });
    expect(apart.names).toEqual(['answer answer', 'given buy']);
    const second = new Function('first', 'return arguments[1]()') as (...all: unknown[]) => unknown;
    const beyond = await called(second, 1, () => 2);
    expect(beyond).toMatchObject({ value: 2, names: ['answer answer', 'given argument 2'] });
  });

  test('of what a call gives back: functions, generators and what they are asked', async () => {
    const maker = await called(
      (make) => make()(),
      () => () => 'milk',
    );
    expect(maker).toMatchObject({ value: 'milk', names: ['answer answer', 'given make', 'given make()'] });
    const items = function* () {
      yield 1;
    };
    const each = await called((make) => [...make()], items);
    expect(each.value).toEqual([1]);
    expect(each.names).toEqual([
      ...['answer answer', 'given make', 'given make()'],
      ...['given make().next', 'given make().next'],
    ]);
  });

  test('of an async generator each value that is asked for, whoever made it', async () => {
    const items = async function* () {
      yield 1;
    };
    const { value, names } = await called(async (make) => {
      const all: number[] = [];
      for await (const each of make()) all.push(each);
      return all;
    }, items);
    expect(value).toEqual([1]);
    expect(names.slice(2)).toEqual(['given make()', 'given make().next', 'given make().next']);
  });

  test('and nothing of what only looks like something to call', async () => {
    class Till {
      readonly #sum = 2;
      sum() {
        return this.#sum;
      }
    }
    const till = await called((a) => [a.sum(), a], new Till());
    expect(till.names).toEqual(['answer answer']);
    const plain = { sum: 1, items: [{ price: 2 }] };
    const same = await called((a) => a, plain);
    expect(same.value).toBe(plain);
    const map = new Map([['buy', () => 1]]);
    expect((await called((a) => a, map)).value).toBe(map);
    const gives = { a: { b: 1 } };
    expect(
      (
        await called(
          (give) => give(),
          () => gives,
        )
      ).value,
    ).toBe(gives);
  });
});

describe('nothing that is given is another than without the boundary:', () => {
  test('a function of an object is the same each time, and has its object', async () => {
    const shop = {
      price: 2,
      sum() {
        return this.price;
      },
    };
    const { value } = await called((a) => [a.sum === a.sum, a.sum(), (0, a.sum)()], shop);
    expect(value).toEqual([true, 2, 2]);
  });

  test('what is set is set, through a setter too', async () => {
    const shop = {
      price: 1,
      buy: () => 1,
      set doubled(price: number) {
        this.price = 2 * price;
      },
    };
    await called((a) => {
      a.price = 5;
      a.doubled = a.price;
    }, shop);
    expect(shop.price).toBe(10);
  });

  test('lists are lists, and objects have their constructor', async () => {
    const { value } = await called(
      (jobs, shop) => [jobs.constructor === Array, shop.constructor === Object, Array.isArray(jobs)],
      [() => 1],
      { buy: () => 1 },
    );
    expect(value).toEqual([true, true, true]);
    const own = await called((shop) => shop.constructor(), { constructor: () => 'milk' });
    expect(own).toMatchObject({ value: 'milk', names: ['answer answer', 'given shop.constructor'] });
  });

  test('frozen, sealed and constant things can be used', async () => {
    const frozen = Object.freeze({ buy: () => 1 });
    expect(await called((a) => [a === frozen, a.buy()], frozen)).toMatchObject({ value: [true, 1] });
    const sealed = await called((a) => a.buy(), Object.seal({ buy: () => 1 }));
    expect(sealed.names).toEqual(['answer answer', 'given a.buy']);
    const constant = Object.defineProperty({ sell: () => 1, buy: () => 1 }, 'buy', {
      value: () => 2,
      writable: false,
      configurable: false,
    });
    expect((await called((a) => a.buy(), constant)).value).toBe(2);
    const fixed = Object.defineProperty({ sell: () => 1, buy: () => 1 }, 'buy', {
      value: () => 2,
      writable: false,
      configurable: true,
    });
    expect((await called((a) => a.buy(), fixed)).names).toEqual(['answer answer', 'given a.buy']);
  });

  test('objects without a prototype, and nothing at all', async () => {
    const bare = Object.assign(Object.create(null) as object, { buy: () => 1 });
    expect((await called((a) => a.buy(), bare)).names).toEqual(['answer answer', 'given a.buy']);
    expect((await called((a, b) => [a, b, b.no], null, { no: undefined, buy: () => 1 })).value).toMatchObject(
      [null, { no: undefined }, undefined],
    );
  });

  test('what holds itself can be used, and what holds nothing', async () => {
    const shop: { open: null; self?: unknown } = { open: null };
    shop.self = shop;
    expect((await called((a) => a.self === a && a, shop)).value).toBe(shop);
  });

  test('classes of the answer can be made, and their calls are seen', async () => {
    class Limiter {
      readonly #jobs: number[] = [];
      run(job: () => number) {
        this.#jobs.push(job());
        return this.#jobs.length;
      }
    }
    const recorder = new CallRecorder();
    const answer = new Boundary(recorder).answer({ Limiter, most: 3 });
    const run = await watchPrograms(recorder, () =>
      runProgram(() => {
        const limiter = new answer.Limiter();
        return [limiter.run(() => 7), limiter.run(() => 8), limiter instanceof Limiter, answer.most];
      }),
    );
    expect(run.outcome).toEqual({ kind: 'finished', value: [1, 2, true, 3] });
    expect(namesIn(await recorder.of(run))).toEqual([
      ...['answer Limiter.run', 'given job', 'answer Limiter.run', 'given job'],
    ]);
  });
});

test('iterators that an answer writes by hand are its own code, and iterate as they are', async () => {
  const recorder = new CallRecorder();
  const count = (to: number) => {
    let at = 0;
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => (at < to ? { value: (at += 1), done: false } : { value: undefined, done: true }),
    };
  };
  const answer = new Boundary(recorder).answer({ count });
  const run = await watchPrograms(recorder, () =>
    runProgram(async () => {
      const all: number[] = [];
      for await (const each of answer.count(2)) all.push(each!);
      return all;
    }),
  );
  expect(run.outcome).toEqual({ kind: 'finished', value: [1, 2] });
  expect(namesIn(await recorder.of(run))).toEqual([
    ...['answer count', 'answer count()', 'answer count().next'],
    ...['answer count().next', 'answer count().next'],
  ]);
});
