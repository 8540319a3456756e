import { describe, expect, test } from 'vitest';
import { createTask, log, Queue, sleep } from '#workshop';
import { CallRecorder, emptyRace, mostCalls } from '../../../workshop/coach/answer-calls.ts';
import { Boundary } from '../../../workshop/coach/boundary.ts';
import { changesOf, sayChanges, isPlain, signalIn } from '../../../workshop/coach/call.ts';
import { expectRun, given, hold, watchRuns } from '../../../workshop/coach/claim.ts';
import { runProgram, watchPrograms, type Run } from '../../../workshop/runtime/run-program.ts';

/** Calls an answer once with these, and tells what was seen of it. */
async function seen<Args extends unknown[]>(answer: (...args: Args) => unknown, ...args: Args) {
  const recorder = new CallRecorder();
  const watched = new Boundary(recorder).answer({ answer });
  const restore = recorder.watchPlatform();
  try {
    const run = await watchPrograms(recorder, () => runProgram(() => watched.answer(...args)));
    const calls = await recorder.of(run);
    return { run, calls, call: calls.all[0]!, given: calls.all.slice(1) };
  } finally {
    restore();
  }
}

describe('of a call is known', () => {
  test('how it ended: with a value, an error, a promise of either, or not yet', async () => {
    const no = new Error('no');
    const jobs = {
      value: () => 1,
      later: () => sleep(10).then(() => 2),
      never: () => new Promise(() => {}),
      fails: () => Promise.reject(no),
      throws: () => {
        throw no;
      },
    };
    const { given: all } = await seen(async (shop) => {
      shop.value();
      void shop.never();
      await shop.later();
      await shop.fails().catch(() => {});
      try {
        shop.throws();
      } catch {}
    }, jobs);
    expect(all.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['shop.value', { kind: 'fulfilled', value: 1 }],
      ['shop.never', { kind: 'pending' }],
      ['shop.later', { kind: 'fulfilled', value: 2 }],
      ['shop.fails', { kind: 'rejected', error: no }],
      ['shop.throws', { kind: 'rejected', error: no }],
    ]);
  });

  test('of something that only looks like a promise nothing: nobody asks it', async () => {
    let asked = 0;
    const looks = Object.defineProperty({}, 'then', { get: () => (asked += 1), enumerable: false });
    const { given: all } = await seen(
      (job) => void job(),
      () => looks,
    );
    expect(all[0]!.outcome).toEqual({ kind: 'pending' });
    expect(asked).toBe(0);
  });

  test('which lists and plain objects are not as they were, and how', async () => {
    const { call } = await seen(
      (list, same, room, bare) => {
        list.pop();
        room.free = 0;
        return [same, bare];
      },
      ['milk', 'tea'],
      ['bread'],
      { free: 2, name: 'box' },
      new Map(),
    );
    expect(call.mutated).toEqual(["[ 'milk', 'tea' ] → [ 'milk' ]"]);
    expect(sayChanges(call.changed)).toBe('free: 2 → 0');
  });

  test('of a list that is only read nothing of the kind', async () => {
    const { call } = await seen((list) => list.map((each) => each), [{ a: 1 }]);
    expect([call.mutated, call.changed]).toEqual([[], []]);
  });

  test('whether its signal had aborted before', async () => {
    const early = await seen((options: { signal: AbortSignal }) => options, { signal: AbortSignal.abort() });
    expect(early.call.tooLate).toBe(true);
    const controller = new AbortController();
    const later = await seen((signal: AbortSignal) => (controller.abort(), signal), controller.signal);
    expect(later.call.tooLate).toBe(false);
    expect((await seen(() => 1)).call.tooLate).toBe(false);
  });

  test('what it waits for: since when, until when, and when a sleep was due', async () => {
    const controller = new AbortController();
    const { call } = await seen(async () => {
      await sleep(100);
      setTimeout(() => controller.abort(), 50);
      await sleep(500, { signal: controller.signal }).catch(() => {});
      void new Queue<number>().get();
    });
    expect(call.waits).toEqual([
      { kind: 'sleep', hasSignal: false, from: 0, due: 100, to: 100 },
      { kind: 'sleep', hasSignal: true, from: 100, due: 600, to: 150 },
      { kind: 'get', hasSignal: false, from: 150 },
    ]);
  });

  test('its timers, and what became of them; an interval is its own each time', async () => {
    const { call, calls } = await seen(async () => {
      const cleared = setTimeout(() => {}, 500);
      const turns = setInterval(() => {}, 100);
      await sleep(250);
      clearTimeout(cleared);
      clearInterval(turns);
    });
    const timers = call.timers.map(({ name, from, due, over }) => [name, from, due, over]);
    expect(timers).toEqual([
      ['setTimeout(500) of main', 0, 500, { at: 250, how: 'cleared' }],
      ['setInterval(100) of main', 0, 100, { at: 100, how: 'fired' }],
      ['setTimeout(250) of main', 0, 250, { at: 250, how: 'fired' }],
      ['setInterval(100) of main', 100, 200, { at: 200, how: 'fired' }],
      ['setInterval(100) of main', 200, 300, { at: 250, how: 'cleared' }],
    ]);
    expect([...calls.timers]).toEqual([
      'setTimeout(500) of main',
      'setInterval(100) of main',
      'setTimeout(250) of main',
    ]);
  });

  test('and what the claim itself arms and says is nobody’s call', async () => {
    const recorder = new CallRecorder();
    const watched = new Boundary(recorder).answer({ answer: () => log('mine') });
    const run = await watchPrograms(recorder, () =>
      runProgram(async () => {
        log('claim');
        setTimeout(() => {}, 10);
        watched.answer();
        await sleep(20);
      }),
    );
    const calls = await recorder.of(run);
    expect(calls.all.map(({ lines, timers, waits }) => [lines.length, timers, waits])).toEqual([[1, [], []]]);
    expect(calls.lines.size).toBe(2);
    expect(calls.timers.size).toBe(2);
  });
});

describe('what the answer uses', () => {
  const used = async (answer: () => unknown) => [...(await seen(answer)).calls.used];

  test('of the platform and the workshop is known by its name', async () => {
    expect(await used(() => Promise.allSettled([]))).toEqual(['Promise.allSettled']);
    expect(await used(() => Promise.race([1]))).toEqual(['Promise.race']);
    expect(await used(() => void Promise.race([]))).toEqual(['Promise.race', emptyRace]);
    expect(await used(() => Promise.any(new Set([1])))).toEqual(['Promise.any']);
    expect(await used(() => Promise.all([]))).toEqual(['Promise.all']);
    expect(await used(() => createTask(() => {}))).toEqual(['createTask']);
    expect(await used(() => new Queue<number>({ maxSize: 2 }).put(1))).toEqual([]);
    expect(await used(() => void new Queue<number>().get())).toEqual(['Queue']);
    const full = new Queue<number>({ maxSize: 1 });
    const waits = async () => {
      await full.put(1);
      void full.put(2);
      await sleep(10);
    };
    expect(await used(waits)).toEqual(['Queue']);
    expect(await used(() => sleep(10))).toEqual([]);
  });

  test('is not what it is given uses', async () => {
    const { calls } = await seen(
      (job) => job(),
      () => Promise.all([createTask(() => {})]),
    );
    expect([...calls.used]).toEqual([]);
  });

  test('works as it does without being watched, and is put back', async () => {
    const before = [Promise.all, Promise.race, AbortController.prototype.abort];
    class Own<T> extends Promise<T> {}
    const { run } = await seen(async () => {
      const own = Own.all([1]);
      return [own instanceof Own, await own, await Promise.race([2, sleep(10)])];
    });
    expect(run.outcome).toEqual({ kind: 'finished', value: [true, [1], 2] });
    expect([Promise.all, Promise.race, AbortController.prototype.abort]).toEqual(before);
  });

  test('and when a controller was told to abort, the first time, with its reason', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const { calls } = await seen(async () => {
      await sleep(100);
      controller.abort(reason);
      await sleep(100);
      controller.abort();
    });
    expect([...calls.aborted]).toEqual([[controller.signal, 100]]);
    expect(controller.signal.reason).toBe(reason);
  });
});

describe('of an answer that goes on and on', () => {
  test('400 calls and timers are kept, and nobody is called more often than any right answer does', async () => {
    let count = 0;
    const job = () => (count += 1);
    const often = (times: number) =>
      seen((work) => {
        for (let i = 0; i < times; i += 1) {
          work();
          clearTimeout(setTimeout(() => {}, i));
        }
      }, job);
    const most = await often(mostCalls);
    expect(most.run.outcome.kind).toBe('finished');
    expect(most.calls.endless).toBeUndefined();
    expect(most.calls.all).toHaveLength(400);
    expect(most.calls.timers.size).toBe(400);
    count = 0;
    const more = await often(mostCalls + 1);
    expect(more.calls.endless).toMatchObject({ name: 'work', by: { name: 'answer' } });
    expect(more.run.outcome).toMatchObject({
      kind: 'failed',
      error: { message: `work has been called again and again, ${mostCalls} times` },
    });
    expect(count).toBe(mostCalls);
  });

  test('lines, waits and timers are kept as long as anybody would read them', async () => {
    const { call, calls } = await seen(() => {
      for (let i = 0; i < 20_001; i += 1) log('milk');
      setTimeout(() => {}, 10);
      void sleep(10);
    });
    expect(call.lines).toHaveLength(20_000);
    expect(calls.lines.size).toBe(20_001);
    expect([call.timers, call.waits]).toEqual([[], []]);
  });
});

describe('a claim with several runs', () => {
  test('knows the calls of each', async () => {
    const recorder = new CallRecorder();
    const watched = new Boundary(recorder).answer({ answer: (text: string) => log(text) });
    const runs: Run[] = [];
    await watchPrograms(recorder, async () => {
      for (const text of ['one', 'two']) runs.push(await runProgram(() => watched.answer(text)));
    });
    const args = async (run: Run) => (await recorder.of(run)).all.map((call) => call.args);
    expect(await args(runs[0]!)).toEqual([['one']]);
    expect(await args(runs[1]!)).toEqual([['two']]);
    expect(await args({ ...runs[0]!, lines: [] })).toEqual([['two']]);
  });

  test('leaves no listener behind', async () => {
    const before = process.listenerCount('rejectionHandled');
    await seen(() => 1);
    expect(process.listenerCount('rejectionHandled')).toBe(before);
  });
});

describe('what a claim gives by a way of its own', () => {
  const claim = (check: (answer: { buy: (work: () => number) => unknown }) => Promise<void>) =>
    hold({ about: 'buy', text: 'buys', check }, { buy: (work: () => number) => work() });

  test('is what it is, within a claim and outside of one', async () => {
    const double = given('double', (n: number) => 2 * n);
    expect(double(4)).toBe(8);
    const failure = await claim(async ({ buy }) =>
      expectRun(await runProgram(() => buy(() => double(4))), { returns: 9 }),
    );
    expect(failure?.found).toEqual([{ kind: 'returns', text: 'It returned 8; expected 9.' }]);
  });

  test('any other error of a claim is thrown as it is, and the platform is put back', async () => {
    const { all } = Promise;
    const own = new Error('of the claim');
    await expect(claim(() => Promise.reject(own))).rejects.toBe(own);
    expect(Promise.all).toBe(all);
  });

  test('a run is judged outside of a claim as well', async () => {
    const run = await runProgram(() => 1);
    expect(() => expectRun(run, { returns: 1, without: ['Queue'] })).not.toThrow();
    expect(() => expectRun(run, { returns: 2 })).toThrow('It returned 1; expected 2.');
  });

  test('and each run that it looks at is told to who asked, right or wrong', async () => {
    const told: number[] = [];
    watchRuns((run) => told.push(run.elapsed));
    const take = (ms: number, takes: number) =>
      claim(async () => expectRun(await runProgram(() => sleep(ms)), { takes }));
    await take(100, 100);
    expect((await take(200, 100))?.found).toHaveLength(1);
    watchRuns(() => {});
    expect(told).toEqual([100, 200]);
  });
});

describe('among arguments', () => {
  test('a signal is found as it is, or in an object of options, and nowhere else', () => {
    const { signal } = new AbortController();
    expect(signalIn([1, null, signal])).toBe(signal);
    expect(signalIn([undefined, { signal }])).toBe(signal);
    expect(signalIn([new Map([['signal', signal]]), [signal]])).toBeUndefined();
  });

  test('an object without a class is plain', () => {
    expect([{}, { a: 1 }].map(isPlain)).toEqual([true, true]);
    expect([null, [], new Map(), 'a', undefined].map(isPlain)).toEqual([false, false, false, false, false]);
  });

  test('changes are told by name', () => {
    expect(sayChanges(changesOf({ a: 1, b: 'x', c: null }, { a: 1, b: 'y' }))).toBe(
      "b: 'x' → 'y', c: null → undefined",
    );
  });
});
