import { describe, expect, test } from 'vitest';
import {
  notAgain,
  notGivenBack,
  results,
  takenForNothing,
  value,
} from '../../../../workshop/coach/causes/results.ts';
import { given, made, own, wait } from './made.ts';

type Words = Parameters<typeof made>[0];
const error = new Error('sold out');

describe('a list of results', () => {
  const told = (wanted: unknown, actual: unknown, words: Partial<Words> = {}) =>
    results(made({ value: actual, ...words, expected: { returns: wanted, ...words.expected } }));

  test('that is right has no cause, and neither has one that nobody asked for', () => {
    expect(told([1, 2], [1, 2])).toBeUndefined();
    expect(results(made({ value: [1], expected: { takes: 100 } }))).toBeUndefined();
    expect(told([1, 2], 1)).toBeUndefined();
    expect(told([1, 2], undefined, { outcome: { kind: 'failed', error } })).toBeUndefined();
  });

  test('lacks what got lost', () => {
    expect(told([1, 2, 3], [1, 3])?.id).toBe('lost-item');
    expect(told([1, 2, 3], [1, 3])?.text).toContain(
      '2 got lost on the way: the work was done, and the result lacks',
    );
    expect(told({ all: [1, 2] }, { all: [] })?.text).toContain('1 and 2 got lost');
    expect(told([1, 1], [1])?.text).toContain('1 got lost');
  });

  test('lacks all that is falsy, and has all that is not', () => {
    const falsy = (wanted: unknown[], actual: unknown[]) =>
      told(wanted, actual)?.text.includes('taken for nothing');
    expect(falsy([1, 0, 2], [1, 2])).toBe(true);
    expect(told([1, 0, 2], [1, 2])?.text).toContain('0 got lost on the way, and all else is there');
    expect(falsy([1, 0, 2], [1])).toBe(false);
    expect(falsy([1, 0, ''], [1, ''])).toBe(false);
    expect(falsy([0], [])).toBe(false);
  });

  test('has undefined in the place of what got lost, where the answer or the claim has put it there', () => {
    const lost = (words: Partial<Words>, actual: unknown[] = [1, undefined]) =>
      told([1, 2], actual, words)?.id;
    expect(lost({})).toBe('lost-item');
    expect(lost({ calls: [own('a'), own('b', { to: 100, gave: [1, undefined] })] })).toBe('lost-item');
    expect(lost({ calls: [own('b', { to: 100, gave: [1] })] })).toBeUndefined();
    expect(lost({ calls: [own('b', { to: 100, gave: 1 })] })).toBeUndefined();
    expect(lost({}, [undefined, 3])).toBeUndefined();
  });

  test('has what one result is made of in its place', () => {
    const found = told([[1, 2], [3]], [1, 2, 3]);
    expect(found?.id).toBe('wrong-value');
    expect(found?.text).toContain('[ 1, 2 ] is one result, and comes out taken apart');
    expect(told([[1, 2], 3], [1, 2, 3])?.text).toContain('taken apart');
    expect(told([[1, 2]], [2, 1])).toBeUndefined();
    expect(told([1, 2], [3, 4])).toBeUndefined();
  });

  test('has what should not be there, of a failure that counts as none', () => {
    const calls = [own('answer'), given('shop', { to: 200, threw: error })];
    const found = told([1], [1, 'nothing'], { calls });
    expect(found?.id).toBe('swallowed-error');
    expect(found?.text).toContain(
      'shop failed at 0.2 s, and counts as if it had not: "nothing" should not be',
    );
    expect(told([1], ['nothing'], { calls })).toBeUndefined();
    expect(told([1], [1, 'nothing'])).toBeUndefined();
  });

  test('has twice what should be there once', () => {
    expect(told([1, 2], [1, 2, 2])?.id).toBe('duplicate-item');
    expect(told([1, 2], [1, 2, 2])?.text).toContain('2 came more than once');
    expect(told([1, 2], [1, 2, 2, 3])).toBeUndefined();
    expect(told([1, 2, 3], [1, 2, 2])).toBeUndefined();
  });

  const [milk, tea] = [given('milk', { to: 100 }), given('tea', { from: 100, to: 200 })];

  test('is in the order in which the work finished', () => {
    expect(told([1, 2], [2, 1])?.id).toBe('lost-result-order');
    expect(told([1, 2], [2, 1])?.text).toContain('`results[place] = result`');
    expect(told([1, 2], [2, 1], { calls: [milk] })?.id).toBe('lost-result-order');
    expect(told([1, 2], [2, 1], { calls: [milk, given('tea', { from: 99, to: 200 })] })?.id).toBe(
      'lost-result-order',
    );
  });

  test('is in another order, where the work finished in that of the list', () => {
    const found = told([1, 2], [2, 1], { calls: [milk, tea] });
    expect(found?.id).toBe('wrong-order');
    expect(found?.text).toContain('They came one after the other, in the right order.');
  });

  test('is in the order of the list, where that of arrival is asked for', () => {
    const arrival = { expected: { order: 'arrival' } } as const;
    expect(told([1, 2], [2, 1], { ...arrival, calls: [milk, tea] })?.id).toBe('lost-arrival-order');
    expect(told([1, 2], [2, 1], arrival)?.text).toContain('Here the order of arrival is asked for.');
  });

  test('is not the matter where work began in another order, or was never seen', () => {
    const prints = '0.0s  milk  started\n0.0s  tea  started\n0.1s  milk  done\n0.1s  tea  done';
    const seen = (printed: string) => told([1, 2], [2, 1], { printed, expected: { prints } })?.id;
    expect(
      seen('0.0s  tea  started\n0.0s  milk  started\n0.1s  milk  done\n0.1s  tea  done'),
    ).toBeUndefined();
    expect(seen('0.0s  milk  started\n0.0s  tea  started\n0.1s  tea  done\n0.1s  milk  done')).toBe(
      'lost-result-order',
    );
    expect(seen('0.0s  milk  started\n0.1s  milk  done\n0.1s  tea  started\n0.2s  tea  done')).toBe(
      'lost-result-order',
    );
    expect(seen('0.0s  milk  started\n0.1s  milk  done')).toBeUndefined();
    const main = { printed: prints, expected: { prints: `${prints}\n0.2s  main  end` } };
    expect(told([1, 2], [2, 1], main)?.id).toBe('lost-result-order');
  });
});

describe('what failed and should be begun again', () => {
  const prints = '0.0s  milk  started\n0.1s  milk  failed\n0.3s  milk  started\n0.4s  milk  done';
  const printed = '0.0s  milk  started\n0.1s  milk  failed';
  const milk = given('milk', { to: 100, threw: error, lane: 'milk' });
  const told = (words: Partial<Words> = {}) =>
    notAgain(made({ printed, expected: { prints }, calls: [own('answer'), milk], ...words }));

  test('never is', () => {
    const found = told();
    expect(found?.id).toBe('not-retried');
    expect(found?.text).toContain('milk failed at 0.1 s, and should be begun again; it never is.');
    const again = { ...milk, from: 150 };
    expect(told({ calls: [milk, given('tea', { to: 300, threw: error }), again] })?.id).toBe('not-retried');
  });

  test('is another matter where it succeeded, something else is missing, or that was due before', () => {
    expect(told({ calls: [given('milk', { to: 100, lane: 'milk' })] })).toBeUndefined();
    expect(told({ calls: [given('tea', { to: 100, threw: error, lane: 'tea' })] })).toBeUndefined();
    const missing = (line: string) => told({ expected: { prints: `${printed}\n${line}` } })?.id;
    expect(missing('0.3s  milk  started')).toBe('not-retried');
    expect(missing('0.1s  milk  started')).toBe('not-retried');
    expect(missing('0.05s  milk  started')).toBeUndefined();
    expect(missing('0.3s  milk  done')).toBeUndefined();
    expect(missing('0.3s  tea  started')).toBeUndefined();
    const silent = given('milk', { to: 100, threw: error });
    expect(told({ calls: [silent] })).toBeUndefined();
  });

  test('is another matter where the failure came out', () => {
    expect(told({ outcome: { kind: 'failed', error }, expected: { prints, fails: error } })).toBeUndefined();
  });

  test('is not, because the pause before it was stopped', () => {
    const pause = (words: Parameters<typeof wait>[1], kind: Parameters<typeof wait>[0] = 'sleep') =>
      told({ calls: [own('answer', { waits: [wait('get'), wait(kind, words)] }), milk] });
    const found = pause({ from: 100, to: 200, due: 300 });
    expect(found?.id).toBe('wrong-signal');
    expect(found?.text).toContain(
      'milk failed at 0.1 s, and should be begun again; but the pause after that, until 0.3 s, is stopped at 0.2 s',
    );
    expect(pause({ from: 100, to: 300, due: 300 })?.id).toBe('not-retried');
    expect(pause({ from: 100, due: 300 })?.id).toBe('not-retried');
    expect(pause({ from: 50, to: 200, due: 300 })?.id).toBe('not-retried');
    expect(pause({ from: 100, to: 200, due: 300 }, 'get')?.id).toBe('not-retried');
  });
});

describe('a call that says no and has taken something all the same', () => {
  const change = { name: 'free', before: 2, after: 0 };
  const no = (words: Parameters<typeof own>[1] = {}) =>
    own('order', {
      to: 100,
      gave: false,
      changed: [change, { name: 'seen', before: 0, after: 1 }],
      ...words,
    });
  const told = (words: Partial<Words> = {}) =>
    takenForNothing(
      made({
        ...{ expected: { returns: { shop: { free: 2 }, seen: 1 } }, value: { shop: { free: 0 }, seen: 1 } },
        ...{ calls: [own('open', { to: 50 }), no()], ...words },
      }),
    );

  test('is told with what it has taken, and nothing else', () => {
    const found = told();
    expect(found?.id).toBe('slot-leak');
    expect(found?.text).toContain(
      'order gives false and calls nothing, and yet it has taken something: free: 2 → 0. Take',
    );
    const deep = (depth: number, free: number): unknown =>
      depth === 0 ? { free } : { in: deep(depth - 1, free) };
    expect(told({ expected: { returns: deep(3, 2) }, value: deep(3, 0) })).toBeDefined();
    expect(told({ expected: { returns: deep(4, 2) }, value: deep(4, 0) })).toBeUndefined();
  });

  test('has done nothing wrong where it has called something, failed, or the numbers are as they should be', () => {
    const call = no();
    expect(told({ calls: [call, given('pay', { by: call })] })).toBeUndefined();
    expect(told({ calls: [call, given('pay', { by: own('other') })] })).toBeDefined();
    expect(told({ calls: [no({ outcome: { kind: 'rejected', error } })] })).toBeUndefined();
    expect(told({ expected: { returns: { free: 0 } }, value: { free: 0 } })).toBeUndefined();
    expect(told({ expected: { returns: { free: 2 } }, value: { free: 1 } })).toBeUndefined();
    expect(told({ expected: { returns: 1 }, value: { free: 0 } })).toBeUndefined();
    expect(told({ expected: { returns: { other: 2 } }, value: { free: 0 } })).toBeUndefined();
    expect(told({ outcome: { kind: 'failed', error } })).toBeUndefined();
  });
});

describe('a call that fails, and what it took stays taken', () => {
  const call = own('order', {
    ...{ to: 100, threw: error, changed: [{ name: 'free', before: 2, after: 1 }] },
  });
  const job = given('pay', { to: 100, threw: error, by: call });
  const told = (words: Partial<Words> = {}) =>
    notGivenBack(made({ expected: { returns: 2 }, value: 1, calls: [call, job], ...words }));

  test('is told with what it took', () => {
    const found = told();
    expect(found?.id).toBe('slot-leak');
    expect(found?.text).toContain('order fails, and what it took stays taken (free: 2 → 1).');
    expect(told({ expected: { prints: '0.1s  main  2' }, printed: '0.1s  main  1' })).toBeDefined();
  });

  test('is another matter where nothing changed, it did not fail, or with an error of its own', () => {
    expect(told({ calls: [{ ...call, changed: [] }, job] })).toBeUndefined();
    expect(told({ calls: [own('order', { to: 100, changed: call.changed }), job] })).toBeUndefined();
    expect(
      told({ calls: [own('order', { to: 100, gave: error, changed: call.changed }), job] }),
    ).toBeUndefined();
    expect(
      told({ calls: [call, given('pay', { to: 100, threw: new Error('other'), by: call })] }),
    ).toBeUndefined();
    expect(told({ calls: [call] })).toBeUndefined();
  });

  test('is another matter where more is wrong, or there is more than one call', () => {
    expect(told({ calls: [call, own('other'), job] })).toBeUndefined();
    expect(told({ expected: { returns: 2, prints: '0.1s  main  2' } })).toBeUndefined();
    expect(told({ expected: { returns: 2, takes: 100 } })).toBeUndefined();
  });
});

describe('a result that is put together wrongly', () => {
  const told = (wanted: unknown, actual: unknown, words: Partial<Words> = {}) =>
    value(
      made({
        value: actual,
        calls: [own('answer', { args: [20] })],
        ...words,
        expected: { returns: wanted, ...words.expected },
      }),
    );

  test('is told, where everything else is right', () => {
    const found = told({ sum: 1 }, { sum: 2 });
    expect(found?.id).toBe('wrong-value');
    expect(found?.text).toContain('the result is { sum: 2 } instead of { sum: 1 }. How is it put together?');
    expect(found?.text).not.toContain('too much');
    expect(told(1, 2, { expected: { takes: 100 } })).toBeUndefined();
    expect(told(1, 2, { expected: { prints: '0.1s  main  1' } })).toBeUndefined();
    expect(told(1, 1, { expected: { takes: 100 } })).toBeUndefined();
    expect(told(1, 2, { calls: [] })).toBeUndefined();
    expect(told(1, 1, { outcome: { kind: 'failed', error } })).toBeUndefined();
  });

  test('is told by how much a number is wrong, where something else is so much', () => {
    expect(told(100, 120)?.text).toContain('It is 20 too much, and 20 is what answer was given.');
    expect(told(120, 100)?.text).toContain('It is 20 too little, and 20 is what answer was given.');
    expect(told(100, 130)?.text).not.toContain('too much');
    const busy = [
      { lane: 'main', from: 10, to: 40 },
      { lane: 'main', from: 50, to: 55 },
    ];
    expect(told(100, 130, { busy })?.text).toContain('30 is how long the thread was kept (ms).');
    expect(told(100, 150, { busy })?.text).not.toContain('too much');
    expect(told('120', 100)?.text).not.toContain('too');
    expect(told(120, '100')?.text).not.toContain('too');
  });

  test('is told with the failure before it, where something was taken for that', () => {
    const taken = own('answer', { changed: [{ name: 'free', before: 2, after: 1 }] });
    const pay = given('pay', { to: 100, threw: error });
    expect(told(1, 2, { calls: [own('other'), taken, pay] })?.text).toContain(
      'pay failed at 0.1 s: is everything that was taken',
    );
    expect(told(1, 2, { calls: [taken] })?.text).not.toContain('failed at');
    expect(told(1, 2, { calls: [own('answer'), pay] })?.text).not.toContain('failed at');
  });
});
