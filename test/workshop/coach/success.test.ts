import { describe, expect, test } from 'vitest';
import { createTask, log, sleep } from '#workshop';
import { runProgram } from '#run';
import type { Claim } from '../../../workshop/coach/claim.ts';
import type { Answer } from '../../../workshop/coach/load-answer.ts';
import { shownRun } from '../../../workshop/coach/shown-run.ts';
import { drawSuccess } from '../../../workshop/coach/success.ts';

const work = async (lane: string, ms: number) => {
  log(lane, 'started');
  await sleep(ms);
  log(lane, 'done');
};

/** A claim that runs each of these programs with the answer. */
const claim = (about: string, ...programs: ((answer: () => unknown) => unknown)[]): Claim<Answer> => ({
  about,
  text: 'a claim',
  check: async (answer) => {
    for (const program of programs) await runProgram(() => program(answer[about] as () => unknown));
  },
});
const lanesOf =
  (count: number, ms = 100) =>
  () =>
    Promise.all(Array.from({ length: count }, (_, i) => work(`lane ${i + 1}`, ms)));
const calls = (answer: () => unknown) => answer();

describe('an answer that passes is drawn', () => {
  test('above the solution in the same claim, on one scale, and as wide as is said', async () => {
    const drawn = await drawSuccess([claim('buy', calls)], { buy: lanesOf(2) }, { buy: lanesOf(3, 200) }, 60);
    const rows = drawn!.split('\n');
    expect(rows[0]).toBe('your buy: total 0.1 s');
    expect(rows.findIndex((row) => row.startsWith('the solution: total 0.2 s'))).toBe(4);
    expect(rows.filter((row) => row.startsWith('lane'))).toHaveLength(5);
    expect(Math.max(...rows.map(({ length }) => length))).toBe(60);
  });

  test('in the claim with most to see, of at most five lanes; the first where two have as much', async () => {
    const answer = { one: lanesOf(1), two: lanesOf(2), five: lanesOf(5), six: lanesOf(6), last: lanesOf(5) };
    const claims = Object.keys(answer).map((about) => claim(about, calls));
    expect(await drawSuccess(claims, answer, answer, 60)).toMatch(/^your five: /);
    expect(await drawSuccess(claims.slice(0, 1), answer, answer, 60)).toBeUndefined();
    expect(await drawSuccess(claims.slice(3, 4), answer, answer, 60)).toBeUndefined();
  });

  test('in the first claim of a function, which shows what it is for', async () => {
    const answer = { buy: calls };
    const claims = [claim('buy', lanesOf(2)), claim('buy', lanesOf(4))];
    expect((await drawSuccess(claims, answer, answer, 60))!.match(/^lane/gm)).toHaveLength(4);
  });

  test('not where a claim runs several programs, one that takes no time, or one that fails', async () => {
    const answer = { buy: lanesOf(2) };
    const nothing = [
      claim('buy', calls, calls),
      claim('buy', () => ['milk', 'bread'].forEach((lane) => log(lane, 'is here'))),
      claim('buy', async (buy) => {
        await buy();
        throw new Error('sold out');
      }),
      claim('buy'),
    ];
    for (const each of nothing) expect(await drawSuccess([each], answer, answer, 60)).toBeUndefined();
    expect(await drawSuccess([], answer, answer, 60)).toBeUndefined();
  });

  test('not where the solution has no such run', async () => {
    const fails = { buy: () => Promise.reject(new Error('sold out')) };
    expect(await drawSuccess([claim('buy', calls)], { buy: lanesOf(2) }, fails, 60)).toBeUndefined();
  });
});

describe('a run that is sent to another process', () => {
  test('has all that is drawn, and its result in words', async () => {
    const run = await runProgram(async () => {
      await work('milk', 100);
      return new Map([['milk', 2]]);
    });
    const [shown, ...others] = shownRun(run);
    expect(others).toEqual([]);
    const { unseen: _, unhandled: __, queues: ___, processes: ____, ...rest } = run;
    expect(shown).toEqual({ ...rest, outcome: { kind: 'finished', value: "Map(1) { 'milk' => 2 }" } });
    expect(structuredClone(shown)).toEqual(shown);
  });

  test('has its error in words', async () => {
    const run = await runProgram(() => Promise.reject(new RangeError('no milk')));
    expect(shownRun(run)[0]!.outcome).toEqual({ kind: 'failed', error: 'RangeError "no milk"' });
  });

  test('has any other end as it is', async () => {
    const run = await runProgram(() => new Promise(() => {}));
    expect(shownRun(run)[0]!.outcome).toBe(run.outcome);
  });

  test('is left out where it has more than 300 lines or 150 tasks', async () => {
    const lines = (count: number) =>
      runProgram(() => {
        for (let i = 0; i < count; i += 1) log('milk', 'drunk');
      });
    expect(shownRun(await lines(300))).toHaveLength(1);
    expect(shownRun(await lines(301))).toEqual([]);
    const tasks = (count: number) =>
      runProgram(() => Promise.all(Array.from({ length: count }, () => createTask(() => {}))));
    expect(shownRun(await tasks(149))).toHaveLength(1);
    expect(shownRun(await tasks(150))).toEqual([]);
  });
});
