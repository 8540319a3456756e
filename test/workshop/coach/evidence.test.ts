import { describe, expect, test } from 'vitest';
import { log, sleep } from '#workshop';
import { CallRecorder } from '../../../workshop/coach/answer-calls.ts';
import { Boundary } from '../../../workshop/coach/boundary.ts';
import type { Call } from '../../../workshop/coach/call.ts';
import {
  atOnce,
  callOf,
  differingLists,
  differsIn,
  gather,
  isPromise,
  isUnderWay,
  laneOf,
  lastSign,
  mostAtOnce,
  neverCalled,
  overlap,
  printsAsExpected,
  same,
  spans,
  underWay,
  type Span,
} from '../../../workshop/coach/evidence.ts';
import { differences, parseTranscript, type Expectation } from '../../../workshop/coach/expectation.ts';
import { lanes, list } from '../../../workshop/coach/naming.ts';
import { runProgram, watchPrograms } from '../../../workshop/runtime/run-program.ts';

/** What there is to judge from, of an answer that is called once with these. */
async function evidenceOf<Args extends unknown[]>(
  expected: Expectation,
  answer: (...args: Args) => unknown,
  ...args: Args
) {
  const recorder = new CallRecorder();
  const watched = new Boundary(recorder).answer({ answer });
  const run = await watchPrograms(recorder, () => runProgram(() => watched.answer(...args)));
  return gather(run, expected, differences(run, expected), await recorder.of(run));
}

const transcript = `
  0.0s  milk   started
  0.0s  main   waits
  0.5s  bread  started
  1.0s  milk   done
  1.5s  milk   started
  2.0s  bread  done
  2.5s  milk   done
`;
const work = spans(parseTranscript(transcript));
const span = (lane: string, from: number, to: number): Span => ({ lane, from, to, lines: [] });

describe('pieces of work', () => {
  test('begin with the first word of their lane, again and again; main tells of moments', () => {
    expect(work.map(({ lane, from, to }) => [lane, from, to])).toEqual([
      ['milk', 0, 1000],
      ['bread', 500, 2000],
      ['milk', 1500, 2500],
    ]);
    expect(work[0]!.lines.map(({ text }) => text)).toEqual(['started', 'done']);
  });

  test('begin again whatever number or name is told with the word', () => {
    const shop = spans(
      parseTranscript(
        '0s  a  order 1 "milk"\n1s  a  done\n2s  a  order 22 "tea"\n3s  a  on 1.5\n4s  a  done',
      ),
    );
    expect(shop.map(({ from, to }) => [from, to])).toEqual([
      [0, 1000],
      [2000, 4000],
    ]);
  });

  test('of one line only are none', () => {
    expect(spans(parseTranscript('0s  a  one\n1s  a  one\n2s  b  two'))).toEqual([]);
  });

  test('are under way from their first moment until before their last', () => {
    expect([0, 499, 500, 999, 1000, 1500, 2000, 2500].map((at) => atOnce(work, at))).toEqual([
      1, 1, 2, 2, 1, 2, 1, 0,
    ]);
    expect(mostAtOnce(work)).toBe(2);
    expect(mostAtOnce([])).toBe(0);
    expect(mostAtOnce([span('a', 0, 10), span('b', 10, 20)])).toBe(1);
  });

  test('overlap where both are under way, and not where one ends as the other begins', () => {
    expect(overlap(span('a', 0, 10), span('b', 9, 20))).toBe(true);
    expect(overlap(span('a', 0, 10), span('b', 10, 20))).toBe(false);
    expect(overlap(span('b', 10, 20), span('a', 0, 10))).toBe(false);
    expect(overlap(span('a', 0, 10), span('b', 2, 3))).toBe(true);
  });

  test('are the same as the second of that lane and word among others', () => {
    const others = spans(parseTranscript(transcript));
    expect(same(work[2]!, others, work)).toBe(others[2]);
    expect(same(work[1]!, others, work)).toBe(others[1]);
    expect(same(work[2]!, others.slice(0, 2), work)).toBeUndefined();
    const renamed = spans(parseTranscript(transcript.replaceAll('started', 'begun')));
    expect(same(work[0]!, renamed, work)).toBeUndefined();
  });
});

describe('both transcripts are taken apart', () => {
  const program = async () => {
    log('milk', 'started');
    log('tea', 'boils');
    await sleep(1000);
    log('milk', 'done');
    log('milk', 'done');
  };
  const prints = '0.0s  milk   started\n0.5s  bread  here\n2.0s  milk   done';

  test('into what is in both, what is missing and what is too much', async () => {
    const { lines, matches, missing, extra, never, strange } = await evidenceOf({ prints }, program);
    expect(lines).toHaveLength(3);
    const told = matches.map((match) => [
      match.expected.text,
      match.expected.at,
      match.actual.at,
      match.expectedPlace,
      match.actualPlace,
      match.opens,
    ]);
    expect(told).toEqual([
      ['started', 0, 0, 0, 0, true],
      ['done', 2000, 1000, 2, 2, false],
    ]);
    expect(missing.map(({ lane }) => lane)).toEqual(['bread']);
    expect(extra.map(({ lane, text }) => `${lane} ${text}`)).toEqual(['tea boils', 'milk done']);
    expect({ never, strange }).toEqual({ never: ['bread'], strange: ['tea'] });
  });

  test('and nothing is said of lines where the claim says nothing of them', async () => {
    const evidence = await evidenceOf({ takes: 1000 }, program);
    const { lines, matches, missing, extra, expectedWork, never, strange } = evidence;
    expect({ lines, matches, missing, extra, expectedWork, never, strange }).toEqual({
      ...{ lines: undefined, matches: [], missing: [], extra: [], expectedWork: [], never: [], strange: [] },
    });
    expect(evidence.work).toHaveLength(1);
  });

  test('of a run that goes on and on, two thousand lines', async () => {
    const { extra } = await evidenceOf({ prints: '' }, () => {
      for (let i = 0; i < 2500; i += 1) log('milk', 'here');
    });
    expect(extra).toHaveLength(2000);
  });

  test('and in what it differs is known', async () => {
    const evidence = await evidenceOf({ prints, takes: 1000 }, program);
    expect(printsAsExpected(evidence)).toBe(false);
    expect(differsIn(evidence, 'prints')).toBe(true);
    expect(differsIn(evidence, 'takes')).toBe(false);
    expect(printsAsExpected(await evidenceOf({ takes: 1 }, program))).toBe(true);
  });

  test('without calls there are none', async () => {
    const { answers, own, given, failures, used, endless } = gather(await runProgram(program), {}, []);
    expect({ answers, own, given, failures, used: [...used], endless }).toEqual({
      ...{ answers: [], own: [], given: [], failures: [], used: [], endless: undefined },
    });
  });
});

describe('calls', () => {
  const no = new Error('no');

  test('are the answer’s, or of what it was given; the outermost are called by nobody', async () => {
    const { answers, own, given } = await evidenceOf(
      {},
      (job: (back: () => number) => number) => job(() => 1),
      (back) => back(),
    );
    expect(own.map(({ name }) => name)).toEqual(['answer', 'argument 1']);
    expect(answers).toEqual([own[0]]);
    expect(given.map(({ name }) => name)).toEqual(['job']);
  });

  test('that failed by themselves are failures, the earliest first, by the lane that they speak for', async () => {
    const late = async () => {
      log('milk', 'started');
      await sleep(200);
      throw no;
    };
    const early = async () => {
      await sleep(100);
      throw no;
    };
    const { failures } = await evidenceOf(
      {},
      (one: () => unknown, two: () => unknown, fine: () => unknown) =>
        Promise.allSettled([one(), two(), fine()]),
      late,
      early,
      () => sleep(50),
    );
    expect(failures.map(({ lane, at, error }) => [lane, at, error])).toEqual([
      ['two', 100, no],
      ['milk', 200, no],
    ]);
  });

  test('that only stopped because they were asked to have not failed', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const reason = async (asked: AbortSignal) => {
      await sleep(100, { signal: asked });
    };
    const abort = async () => {
      try {
        await sleep(100, { signal });
      } catch {
        throw new DOMException('stopped', 'AbortError');
      }
    };
    const other = async (asked: AbortSignal) => {
      await sleep(100, { signal: asked }).catch(() => {});
      throw no;
    };
    const tooEarly = async () => {
      await sleep(10);
      throw new DOMException('stopped', 'AbortError');
    };
    const { failures } = await evidenceOf(
      {},
      async (a: typeof reason, b: typeof abort, c: typeof other, d: typeof tooEarly) => {
        const all = Promise.allSettled([a(signal), b(), c(signal), d()]);
        await sleep(50);
        controller.abort(new Error('enough'));
        await all;
      },
      ...([reason, abort, other, tooEarly] as const),
    );
    expect(failures.map(({ call }) => call.name)).toEqual(['d', 'c']);
  });

  test('were last seen at their last line, wait or timer, or when they began', async () => {
    const { given } = await evidenceOf(
      {},
      async (...jobs: (() => unknown)[]) => {
        await sleep(10);
        for (const job of jobs) await job();
        await sleep(1000);
      },
      () => {},
      async () => {
        await sleep(20);
      },
      () => void setTimeout(() => {}, 5),
      () => log('milk', 'here'),
    );
    expect(given.map(lastSign)).toEqual([10, 30, 35, 30]);
    expect(given.map(laneOf)).toEqual(['jobs', 'argument 2', 'argument 3', 'milk']);
  });

  test('are under way from their beginning to their last sign, or as long as they have not ended', async () => {
    const evidence = await evidenceOf(
      {},
      async (job: () => Promise<void>, never: () => unknown) => {
        await sleep(10);
        void never();
        await job();
      },
      () => sleep(20),
      () => new Promise(() => {}),
    );
    const names = (at: number) => underWay(evidence, at).map(({ name }) => name);
    expect([9, 10, 29, 30].map(names)).toEqual([[], ['never', 'job'], ['never', 'job'], ['never']]);
    const [, ended] = evidence.given as [Call, Call];
    expect(isUnderWay(ended, 30)).toBe(false);
  });

  test('of a line are found, and so is what was never called', async () => {
    const evidence = await evidenceOf({}, (shop: { buy(): void; sell(): void }) => shop.buy(), {
      buy: () => log('milk', 'here'),
      sell: () => {},
    });
    const [line] = evidence.run.lines;
    expect(callOf(line!, evidence.given)?.name).toBe('shop.buy');
    expect(callOf(line!, [])).toBeUndefined();
    expect(neverCalled(evidence)).toEqual(['shop.sell']);
  });
});

describe('lists at the same place in two values that differ', () => {
  test('are found as they are, in objects and in lists of one length', () => {
    expect(differingLists([1], [1])).toEqual([]);
    expect(differingLists([1], [2])).toEqual([{ expected: [1], actual: [2] }]);
    expect(differingLists({ a: { b: [1] }, c: [2] }, { a: { b: [] }, c: [2] })).toEqual([
      { expected: [1], actual: [] },
    ]);
    expect(differingLists([[1], [2]], [[1], [3]])).toEqual([
      { expected: [[1], [2]], actual: [[1], [3]] },
      { expected: [2], actual: [3] },
    ]);
    expect(differingLists([[1]], [[2], [3]])).toHaveLength(1);
  });

  test('are none where one of them is no list, or nothing at all', () => {
    expect(differingLists([1], 1)).toEqual([]);
    expect(differingLists(null, { a: [1] })).toEqual([]);
    expect(differingLists({ a: [1] }, undefined)).toEqual([]);
    expect(differingLists({ a: [1] }, { b: [1] })).toEqual([]);
  });
});

test('a promise is whatever has a then to call', () => {
  expect([Promise.resolve(), { then: () => {} }].map(isPromise)).toEqual([true, true]);
  expect([null, { then: 1 }, () => {}].map(isPromise)).toEqual([false, false, false]);
});

describe('names in a sentence', () => {
  test('are listed up to four; of more, three are named and the rest are counted', () => {
    expect(list([])).toBe('');
    expect(list(['milk'])).toBe('milk');
    expect(list(['milk', 'bread'])).toBe('milk and bread');
    expect(list(['a', 'b', 'c', 'd'])).toBe('a, b, c and d');
    expect(list(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
  });

  test('name each lane once', () => {
    expect(lanes([{ lane: 'milk' }, { lane: 'tea' }, { lane: 'milk' }])).toBe('milk and tea');
  });
});
