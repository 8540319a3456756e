import { describe, expect, test } from 'vitest';
import { log, sleep } from '#workshop';
import { runProgram } from '#run';
import { Boundary } from '../../../workshop/coach/boundary.ts';
import { CallRecorder } from '../../../workshop/coach/answer-calls.ts';
import { expectRun, hold } from '../../../workshop/coach/claim.ts';
import type { Expectation } from '../../../workshop/coach/expectation.ts';
import { watchPrograms } from '../../../workshop/runtime/run-program.ts';
import { failing, timed } from '../../timed.ts';

interface Shop {
  buy(item: string): Promise<string>;
}

/** Runs `answer` with a list and a shop, and tells which calls were seen. */
async function seen(answer: (jobs: (() => Promise<number>)[], shop: Shop) => unknown) {
  const recorder = new CallRecorder();
  const watched = new Boundary(recorder).answer({ answer });
  const shop: Shop = { buy: (item) => timed(item, 200, item.toUpperCase())() };
  const run = await watchPrograms(recorder, () =>
    runProgram(() => watched.answer([timed('milk', 100, 1), timed('bread', 300, 2)], shop)),
  );
  return { run, calls: await recorder.of(run) };
}

describe('calls between an answer and a claim', () => {
  test('are seen in lists and objects, with who called, when, and how they ended', async () => {
    const { run, calls } = await seen(async (jobs, shop) => [await jobs[1]!(), await shop.buy('tea')]);
    expect(run.outcome).toEqual({ kind: 'finished', value: [2, 'TEA'] });
    const [answer, ...given] = calls.all;
    expect(answer).toMatchObject({ side: 'answer', name: 'answer', outcome: { kind: 'fulfilled' } });
    expect(given.map(({ name, from, by }) => [name, from, by?.name])).toEqual([
      ['jobs[1]', 0, 'answer'],
      ['shop.buy', 300, 'answer'],
    ]);
    expect(given.map(({ outcome }) => outcome)).toEqual([
      { kind: 'fulfilled', value: 2 },
      { kind: 'fulfilled', value: 'TEA' },
    ]);
    expect(answer!.offered).toEqual(['jobs[0]', 'jobs[1]', 'shop.buy']);
  });

  test('tell the timers and lines of the answer from those of the claim', async () => {
    const { calls } = await seen(async (jobs) => {
      log('mine');
      setTimeout(() => {}, 5000);
      await Promise.all([jobs[0]!(), sleep(50)]);
    });
    const [answer, milk] = calls.all;
    expect(answer!.lines.map(({ text }) => text)).toEqual(['mine']);
    expect(answer!.timers.map(({ name, over }) => [name, over])).toEqual([
      ['setTimeout(5000) of main', undefined],
      ['setTimeout(50) of main', { at: 50, how: 'fired' }],
    ]);
    expect(milk!.lines.map(({ text }) => text)).toEqual(['started', 'done']);
    expect(milk!.waits).toMatchObject([{ kind: 'sleep', from: 0, to: 100 }]);
  });

  test('a list that is used up is noticed', async () => {
    const { calls } = await seen((jobs) => void jobs.pop());
    expect(calls.all[0]!.mutated).toHaveLength(1);
  });

  test('to watch changes no order, and hides no rejection that nobody handles', async () => {
    const lost = new Error('lost');
    const answer = { fire: (work: () => Promise<never>) => void work() };
    const recorder = new CallRecorder();
    const { fire } = new Boundary(recorder).answer(answer);
    const run = await watchPrograms(recorder, () =>
      runProgram(async () => {
        fire(failing('milk', 100, lost));
        await sleep(500);
      }),
    );
    expect(run.unhandled).toEqual([lost]);
  });
});

describe('a claim that is held', () => {
  const both = { jobs: [timed('milk', 100, 1), timed('bread', 200, 2)] };
  const judged = (all: (jobs: (() => Promise<number>)[]) => unknown, expected: Expectation) =>
    hold(
      {
        about: 'all',
        text: 'both',
        check: async (answer: { all: typeof all }) => {
          const { all: answered } = answer;
          expectRun(await runProgram(() => answered(both.jobs)), expected);
        },
      },
      { all },
    );

  test('says so when it holds', async () => {
    expect(
      await judged((jobs) => Promise.all(jobs.map((job) => job())), { takes: 200, returns: [1, 2] }),
    ).toBeUndefined();
  });

  test('what the task forbids is seen when it is called', async () => {
    const { all } = Promise;
    const failure = await judged((jobs) => Promise.all(jobs.map((job) => job())), {
      without: ['Promise.all'],
    });
    expect(failure?.diagnosis?.id).toBe('forbidden');
    expect(Promise.all).toBe(all);
  });

  test('a call with a promise in place of its value is a missing await', async () => {
    const check = (answer: {
      buy: (shop: { pay(sum: unknown): Promise<void>; sum(): Promise<number> }) => unknown;
    }) =>
      runProgram(() => answer.buy({ sum: timed('sum', 100, 7), pay: async () => {} })).then((run) =>
        expectRun(run, { takes: 100 }),
      );
    const failure = await hold(
      { about: 'buy', text: 'awaits the sum', check },
      { buy: (shop: { pay(sum: unknown): Promise<void>; sum(): Promise<number> }) => shop.pay(shop.sum()) },
    );
    expect(failure?.diagnosis).toMatchObject({ id: 'not-awaited' });
    expect(failure?.diagnosis?.text).toContain('shop.pay is called with a promise');
  });
});
