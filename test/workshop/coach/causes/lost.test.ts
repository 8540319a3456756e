import { describe, expect, test } from 'vitest';
import { keptByNobody, namesake, takenForNone } from '../../../../workshop/coach/causes/lost.ts';
import type { Call } from '../../../../workshop/coach/call.ts';
import { given, made, own, stuck, wait } from './made.ts';

type Words = Parameters<typeof made>[0];
const error = new Error('sold out');
const failed = { kind: 'failed', error } as const;

describe('an item that is falsy', () => {
  const told = (items: unknown[], begun: unknown[], words: Partial<Words> = {}) => {
    const answer = own('each', { args: ['menu', items] });
    const calls = begun.map((item) => given('cook', { args: [item], by: own('inner', { by: answer }) }));
    return takenForNone(made({ calls: [answer, ...calls], ...words }));
  };

  test('is taken for none, where nothing is called with it, and something is with one that is true', () => {
    const found = told([1, 0, 2], [1, 2]);
    expect(found?.id).toBe('lost-item');
    expect(found?.text).toContain('each was given [ 1, 0, 2 ], and nothing is ever called with 0');
    expect(told([1, 0, 2], [1])?.text).toContain('nothing is ever called with 0');
  });

  test('is begun, or nothing true comes after it, or a true one before it is not begun', () => {
    expect(told([1, 0, 2], [1, 0, 2])).toBeUndefined();
    expect(told([1, 0, ''], [1])).toBeUndefined();
    expect(told([1, 2, 0, 3], [1, 3])).toBeUndefined();
    expect(told([0], [])).toBeUndefined();
  });

  test('cannot be told from others, where something is called with something else', () => {
    expect(told([1, 0, 2], [1, 7])).toBeUndefined();
    expect(told([1, 0, 2], [1, 2], { outcome: failed })).toBeUndefined();
    const answer = own('each', { args: [[1, 0, 2]] });
    const within = (...calls: Call[]) => takenForNone(made({ calls: [answer, ...calls] }))?.id;
    expect(within(given('cook', { args: [1], by: answer }))).toBe('lost-item');
    expect(within(given('cook', { args: [1], by: answer }), given('clock', { by: answer }))).toBeUndefined();
    expect(within(given('cook', { args: [1], by: answer }), given('clock'))).toBe('lost-item');
    expect(within(given('cook', { args: [1], by: answer }), given('cook', { args: [0] }))).toBe('lost-item');
    // What is called with undefined is called with an item, and what is called with nothing is not.
    const odd = own('each', { args: [[undefined, 0, 2]] });
    const calls = [odd, given('cook', { args: [undefined], by: odd }), given('clock', { by: odd })];
    expect(takenForNone(made({ calls }))).toBeUndefined();
  });
});

describe('a result that is falsy', () => {
  const answer = own('both', { offered: ['milk', 'tea', 'eggs'] });
  const [milk, tea] = [given('milk', { to: 100, gave: 1 }), given('tea', { to: 200, gave: 0 })];
  const told = (words: Partial<Words> = {}) =>
    takenForNone(
      made({ outcome: stuck, expected: { returns: [1, 0] }, calls: [answer, milk, tea], ...words }),
    );
  const ended = { expected: { returns: [1, 0, 2] }, outcome: { kind: 'finished', value: [1] } } as const;

  test('is waited for after it has come', () => {
    const found = told();
    expect(found?.id).toBe('lost-item');
    expect(found?.text).toContain(
      'tea gave 0 at 0.2 s, everything that was called has ended, and it still waits: is 0',
    );
    expect(told({ expected: { returns: { all: { tea: 0 } } } })).toBeDefined();
    expect(told({ expected: { returns: { in: { all: { tea: 0 } } } } })).toBeDefined();
    expect(told({ expected: { returns: { in: { all: { the: { tea: 0 } } } } } })).toBeUndefined();
  });

  test('is the reason why another call is never made', () => {
    const found = told({ ...ended });
    expect(found?.text).toContain(
      'tea gave 0 at 0.2 s, and eggs, which should be called then, never is: is 0 taken',
    );
    const all = [answer, milk, tea, given('eggs', { to: 300, gave: 2 })];
    expect(told({ ...ended, calls: all })).toBeUndefined();
    expect(told({ ...ended, expected: { ...ended.expected, takes: 900 } })).toBeUndefined();
    const none = [answer, milk, given('tea', { to: 200 })];
    expect(told({ ...ended, expected: { returns: [1, undefined] }, calls: none })).toBeUndefined();
  });

  test('is not the matter where something has failed, or goes on, or the result has no such value', () => {
    expect(told({ calls: [answer, milk, tea, given('eggs', { to: 100, threw: error })] })).toBeUndefined();
    expect(told({ calls: [answer, tea, given('eggs')] })).toBeUndefined();
    expect(told({ calls: [answer, milk] })).toBeUndefined();
    expect(told({ expected: { returns: [1, 2] } })).toBeUndefined();
    expect(told({ expected: { returns: 0 } })).toBeUndefined();
    expect(told({ calls: [] })).toBeUndefined();
  });
});

describe('an item that is falsy and put into something', () => {
  const put = (item: unknown, from = 0) => own('channel.put', { from, to: from, args: [item] });
  const take = (gave: unknown) => own('channel.take', { to: 100, gave });
  const waits = own('channel.take', { from: 200 });
  const told = (calls: Call[], words: Partial<Words> = {}) =>
    takenForNone(made({ outcome: stuck, calls, ...words }));

  test('never comes out', () => {
    const found = told([put('a'), put(0, 50), take('a'), waits]);
    expect(found?.id).toBe('lost-item');
    expect(found?.text).toContain(
      'channel.put was given 0 at 0.05 s, and channel.take still waits for an item: is 0',
    );
    expect(told([put(0), waits])).toBeDefined();
  });

  test('has come out, or is true, or nobody waits for it', () => {
    expect(told([put('a'), put(0), take('a'), take(0), waits])).toBeUndefined();
    expect(told([put('a'), put('b'), take('a'), waits])).toBeUndefined();
    expect(told([put('a'), put(0), take('a')])).toBeUndefined();
    expect(told([put('a'), put(0), take('a'), own('channel.put', { args: [1] })])).toBeUndefined();
    expect(told([put('a'), put(0), take('a'), waits], { outcome: failed })).toBeUndefined();
  });

  test('is not the first: others that are falsy have come out before', () => {
    expect(told([put('a'), put(0), put(0), take('a'), take(0), waits])).toBeUndefined();
  });

  test('was put in by a call that has ended, of the same kind of object', () => {
    const waiting = own('channel.put', { args: [0] });
    expect(told([put('a'), waiting, take('a'), waits])).toBeUndefined();
    expect(told([put('a'), own('close', { args: [0], to: 0 }), take('a'), waits])).toBeUndefined();
    expect(told([own('channel.size', { args: [0, 0], to: 0 }), put('a'), waits])).toBeUndefined();
    expect(told([put('a'), put(0), take('a'), own('answer')])).toBeUndefined();
  });
});

describe('a call that has succeeded with a falsy value', () => {
  const printed = '0.1s  milk  poured\n0.4s  milk  poured';
  const by = own('retry', { waits: [wait('sleep', { from: 100, to: 400 })] });
  const first = { from: 0, to: 100, gave: 0, by, lane: 'milk' };
  const again = { from: 400, to: 500, gave: 0, by, lane: 'milk' };
  const told = (
    one: Partial<typeof first> = {},
    two: Parameters<typeof given>[1] = {},
    name = 'work',
    answer = by,
  ) => {
    const calls = [answer, given('work', { ...first, ...one }), given(name, { ...again, ...two })];
    return takenForNone(made({ printed, expected: { prints: '0.1s  milk  poured' }, calls }));
  };

  test('is made once more after a pause, as after a failure', () => {
    const found = told();
    expect(found?.id).toBe('lost-item');
    expect(found?.text).toContain(
      'milk succeeded at 0.1 s with 0, and is begun once more at 0.4 s, after a pause',
    );
    expect(told({ gave: 1 } as object)).toBeUndefined();
  });

  test('is another matter where another call follows, or by somebody else', () => {
    expect(told({}, {}, 'other')).toBeUndefined();
    expect(told({}, { by: own('other') })).toBeUndefined();
    const nobody = { by: undefined } as object;
    expect(told(nobody, nobody)).toBeUndefined();
    expect(told({ lane: 'tea' })).toBeUndefined();
  });

  test('is another matter where it follows without a pause, or after another one', () => {
    const waits = (...all: ReturnType<typeof wait>[]) => {
      const other = own('retry', { waits: all });
      return told({ by: other }, { by: other }, 'work', other);
    };
    expect(waits(wait('get'), wait('sleep', { from: 100, to: 400 }))).toBeDefined();
    expect(waits(wait('get', { from: 100, to: 400 }))).toBeUndefined();
    expect(waits(wait('sleep', { from: 50, to: 400 }))).toBeUndefined();
    expect(waits(wait('sleep', { from: 100, to: 300 }))).toBeUndefined();
    expect(waits(wait('sleep', { from: 100 }))).toBeUndefined();
    const other = own('retry', { waits: [wait('sleep', { from: 100, to: 100 })] });
    expect(told({ by: other }, { by: other, from: 100 }, 'work', other)).toBeUndefined();
  });

  test('is another matter where it says only what it should', () => {
    const calls = [by, given('work', first), given('work', again)];
    expect(takenForNone(made({ printed, expected: { prints: printed, takes: 900 }, calls }))).toBeUndefined();
  });
});

describe('what has come while nobody waited for it', () => {
  const next = own('merge().next', { from: 300 });
  const told = (calls: Call[], words: Partial<Words> = {}) =>
    keptByNobody(made({ outcome: stuck, calls, ...words }));
  const [a, b] = [given('a', { to: 100, gave: 'A' }), given('b', { to: 200, gave: 'B' })];
  const gives = (value: unknown, words = {}) =>
    own('merge().next', { to: 100, gave: { done: false, value }, ...words });

  test('is kept by nobody, and the reader waits', () => {
    const found = told([a, b, gives('A'), next]);
    expect(found?.id).toBe('lost-item');
    expect(found?.text).toContain(
      'b ended at 0.2 s, and nothing comes of it: merge().next, called at 0.3 s, waits',
    );
    expect(found?.text).toContain('What keeps it when it comes while nobody waits');
    expect(told([b, a, next])?.text).toContain('a ended at 0.1 s');
  });

  test('is a failure, which counts as an end too', () => {
    const failure = given('b', { to: 200, threw: error });
    const found = told([a, failure, gives('A'), next]);
    expect(found?.text).toContain('b failed at 0.2 s, and nothing comes of it');
    expect(found?.text).toContain('Does a failure count as an end, too?');
    expect(
      told([a, failure, gives({ status: 'rejected', reason: error }), gives('A'), next]),
    ).toBeUndefined();
  });

  test('was given to the reader, however deep', () => {
    expect(told([a, b, gives('A'), gives('B'), next])).toBeUndefined();
    expect(told([b, gives([{ in: 'B' }]), next])).toBeUndefined();
    expect(told([b, gives([[{ in: 'B' }]]), next])).toBeUndefined();
    expect(told([b, gives([[[{ in: 'B' }]]]), next])).toBeDefined();
    expect(told([b, own('merge().next', { outcome: { kind: 'rejected', error } }), next])).toBeDefined();
  });

  test('has come after the reader began to wait, or goes on, or is nobody’s matter', () => {
    expect(told([given('b', { to: 300, gave: 'B' }), next])).toBeDefined();
    expect(told([given('b', { to: 301, gave: 'B' }), next])).toBeUndefined();
    expect(told([b, given('c'), next])).toBeUndefined();
    expect(told([given('b', { to: 200, gave: 'B', by: next }), next])).toBeUndefined();
    expect(told([b, given('c', { by: next }), next])).toBeDefined();
    expect(told([b, gives('A')])).toBeUndefined();
    expect(told([b, own('answer', { from: 300 })])).toBeUndefined();
    expect(told([b, next], { outcome: failed })).toBeUndefined();
    expect(
      told([b, next], { outcome: { kind: 'finished', value: 1 }, expected: { returns: 2 } }),
    ).toBeUndefined();
  });
});

describe('two that are alike', () => {
  const told = (
    items: unknown[],
    begun: Parameters<typeof given>[1][],
    gave?: unknown,
    words: Partial<Words> = {},
  ) => {
    const answer = own('each', { args: ['menu', items], to: 100, gave });
    const calls = begun.map((each) => given('cook', { by: answer, to: 100, ...each }));
    return namesake(made({ calls: [own('open'), answer, ...calls], ...words }));
  };

  test('are begun only once', () => {
    const found = told(['milk', 'tea', 'milk'], [{ args: ['milk'] }, { args: ['tea'] }]);
    expect(found?.id).toBe('lost-item');
    expect(found?.text).toContain('"milk" is listed more than once, and begun only once');
    const three = [{ args: ['milk'] }, { args: ['milk'] }];
    expect(told(['milk', 'milk', 'milk'], three)).toBeDefined();
  });

  test('are both begun, or none is, or only one is listed', () => {
    expect(told(['milk', 'milk'], [{ args: ['milk'] }, { args: ['milk'] }])).toBeUndefined();
    expect(told(['milk', 'milk'], [])).toBeUndefined();
    expect(told(['milk', 'tea'], [{ args: ['milk'] }, { args: ['tea'] }])).toBeUndefined();
    const others = [given('cook', { args: ['milk'], to: 100 })];
    expect(
      namesake(made({ calls: [own('each', { args: [['milk', 'milk']], to: 100 }), ...others] })),
    ).toBeUndefined();
    expect(
      namesake(made({ calls: [own('each', { args: ['milk', 'milk'], to: 100 }), ...others] })),
    ).toBeUndefined();
  });

  const [one, two] = [{ id: 1 }, { id: 2 }];
  const both = [
    { args: ['milk'], gave: one },
    { args: ['milk'], gave: two },
  ];

  test('have results of which one is there twice, and the other is not', () => {
    const found = told([], both, [one, one]);
    expect(found?.id).toBe('lost-item');
    expect(found?.text).toContain(
      'What cook("milk") gave is in the result twice, and what another cook("milk") gave is not',
    );
    const tea = told([], [{ args: ['tea'], gave: one }, { gave: two }], [0, one, one]);
    expect(tea?.text).toContain(
      'What cook("tea") gave is in the result twice, and what cook() gave is not in it',
    );
  });

  test('have results that are there, or no objects, or of which none is lost', () => {
    expect(told([], both, [one, two])).toBeUndefined();
    expect(told([], both, [two])).toBeUndefined();
    expect(told([], both, one)).toBeUndefined();
    expect(told([], [{ gave: 1 }, { gave: 2 }], [1, 1])).toBeUndefined();
    expect(told([], [{ gave: one }, { gave: 2 }], [one, one])).toBeUndefined();
    expect(told([], [{ gave: two }], [one, one])).toBeUndefined();
    expect(told([], [{ gave: one }, { threw: two }], [one, one])).toBeUndefined();
    expect(told([], [{ threw: one }, { gave: two }], [one, one])).toBeUndefined();
  });

  test('are not the matter where the call or the program has not come to its end', () => {
    expect(told([], both, [one, one], { outcome: failed })).toBeUndefined();
    const answer = own('each', { args: [['milk', 'milk']], outcome: { kind: 'rejected', error } });
    expect(
      namesake(made({ calls: [answer, given('cook', { args: ['milk'], by: answer })] })),
    ).toBeUndefined();
  });
});
